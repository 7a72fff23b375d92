package app.velvet.venues.reservation;

import app.velvet.api.parameters.WireName;

/** How far a reservation has come. */
enum ReservationStage implements WireName {
    LEAD("lead"),
    PROSPECT("prospect"),
    OPPORTUNITY("opportunity"),
    WIN("win"),
    LOSS("loss");

    private final String wireName;

    ReservationStage(String wireName) {
        this.wireName = wireName;
    }

    /** Whether the guest is to be seated somewhere. */
    boolean needsSection() {
        return this == OPPORTUNITY || this == WIN;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
