package app.velvet.auth.session;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The app that signs in. */
enum AppId implements WireName {
    IPHONE("1"),
    ANDROID("2"),
    IPAD("3");

    @EnumeratedValue
    private final String wireName;

    AppId(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
