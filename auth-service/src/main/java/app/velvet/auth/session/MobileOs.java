package app.velvet.auth.session;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The system of the device that signs in. */
enum MobileOs implements WireName {
    IOS("ios"),
    ANDROID("android");

    @EnumeratedValue
    private final String wireName;

    MobileOs(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
