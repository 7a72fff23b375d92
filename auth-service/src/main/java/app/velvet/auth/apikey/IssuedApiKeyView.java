package app.velvet.auth.apikey;

import app.velvet.auth.user.User;

/** A new key with its token. */
record IssuedApiKeyView(long id, String name, String token) {

    static IssuedApiKeyView of(User key, String token) {
        return new IssuedApiKeyView(key.id(), key.name(), token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "IssuedApiKeyView[" + id + "]";
    }
}
