package app.velvet.venues.floorplan;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** How large a table is drawn. */
public enum TableSize implements WireName {
    SMALL("small"),
    MEDIUM("medium"),
    LARGE("large");

    @EnumeratedValue
    private final String wireName;

    TableSize(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
