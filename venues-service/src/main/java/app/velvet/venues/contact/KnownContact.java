package app.velvet.venues.contact;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import java.util.Set;

/**
 * A contact as far as it matters who may book for him.
 *
 * @param audience who may see him
 */
public record KnownContact(long id, Set<Audience> audience) {

    public boolean isVisibleTo(Caller caller) {
        return caller.may(Right.READ_CONTACTS, audience);
    }
}
