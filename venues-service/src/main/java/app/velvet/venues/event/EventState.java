package app.velvet.venues.event;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** Whether an event takes place. */
public enum EventState implements WireName {
    ACTIVE("active"),
    INACTIVE("inactive");

    @EnumeratedValue
    private final String wireName;

    EventState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
