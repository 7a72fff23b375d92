package app.velvet.auth.apikey;

import app.velvet.auth.user.User;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A key as it is listed: its token is never shown again. */
@RegisterForReflection
record ApiKeyView(long id, String name) {

    static ApiKeyView of(User key) {
        return new ApiKeyView(key.id(), key.name());
    }
}
