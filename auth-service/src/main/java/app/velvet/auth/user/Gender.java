package app.velvet.auth.user;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** A user's gender. */
public enum Gender implements WireName {
    MALE("male"),
    FEMALE("female");

    @EnumeratedValue
    private final String wireName;

    Gender(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
