package app.velvet.venues.floorplan;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The form of a table. */
public enum TableShape implements WireName {
    CIRCLE("circle"),
    SQUARE("square");

    @EnumeratedValue
    private final String wireName;

    TableShape(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
