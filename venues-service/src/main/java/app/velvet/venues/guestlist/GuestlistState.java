package app.velvet.venues.guestlist;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** Whether a guestlist counts, as apps have it beside its status. */
enum GuestlistState implements WireName {
    ACTIVE("active"),
    CANCELLED("cancelled");

    @EnumeratedValue
    private final String wireName;

    GuestlistState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
