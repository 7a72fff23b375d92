package app.velvet.venues.reservation;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** What can have recommended a guest. */
enum ReferableType implements WireName {
    CONTACT("Contact"),
    USER("User");

    @EnumeratedValue
    private final String wireName;

    ReferableType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
