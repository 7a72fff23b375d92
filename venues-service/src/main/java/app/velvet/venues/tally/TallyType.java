package app.velvet.venues.tally;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** Which guests are counted. */
enum TallyType implements WireName {
    MALE("MaleTally"),
    FEMALE("FemaleTally");

    @EnumeratedValue
    private final String wireName;

    TallyType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
