package app.velvet.venues.floorplan;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** The colour in which a section is drawn. */
public enum SectionColor implements WireName {
    ORANGE("#ff8800"),
    CRIMSON("#dc143c"),
    VIOLET("#6600ff"),
    SKY("#42aaff"),
    GREEN("#0bda51"),
    YELLOW("#ffff00");

    @EnumeratedValue
    private final String wireName;

    SectionColor(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
