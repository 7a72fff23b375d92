package app.velvet.venues.guestlisttype;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** Whom a guestlist type is for. */
public enum GenderType implements WireName {
    MALE("male"),
    FEMALE("female");

    @EnumeratedValue
    private final String wireName;

    GenderType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
