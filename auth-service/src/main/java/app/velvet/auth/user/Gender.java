package app.velvet.auth.user;

import app.velvet.api.parameters.WireName;

public enum Gender implements WireName {
    MALE("male"),
    FEMALE("female");

    private final String wireName;

    Gender(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
