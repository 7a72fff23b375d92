package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import java.time.Instant;
import java.util.List;

/**
 * Which contacts are asked for. Each part narrows; null does not.
 *
 * @param email what part of the email is searched for, and so {@code phone} (digits count) and {@code name}
 */
record ContactCriteria(List<Long> ids, Instant updatedSince, String email, String phone, String name) {

    private static final int LONGEST_SEARCH = 255;
    private static final ContactCriteria ALL = new ContactCriteria(null, null, null, null, null);

    static ContactCriteria read(Fields fields) {
        var search = fields.tree("search", ContactCriteria::search);
        var terms = search == null ? ALL : search;
        return new ContactCriteria(
                fields.ids("ids"), fields.timestamp("updated_since"), terms.email, terms.phone, terms.name);
    }

    private static ContactCriteria search(Fields fields) {
        return new ContactCriteria(
                null,
                null,
                fields.text("email", LONGEST_SEARCH),
                fields.text("phone", LONGEST_SEARCH),
                fields.text("name", LONGEST_SEARCH));
    }
}
