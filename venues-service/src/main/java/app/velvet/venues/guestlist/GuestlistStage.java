package app.velvet.venues.guestlist;

import app.velvet.api.parameters.WireName;

/** What has become of a guestlist. */
enum GuestlistStage implements WireName {
    WIN("win"),
    LOSS("loss"),
    DENIED("denied");

    private final String wireName;

    GuestlistStage(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
