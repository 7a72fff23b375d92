package app.velvet.venues.guestlist;

import static app.velvet.venues.guestlist.GuestlistStage.DENIED;
import static app.velvet.venues.guestlist.GuestlistStage.LOSS;
import static app.velvet.venues.guestlist.GuestlistStage.WIN;

import app.velvet.api.parameters.WireName;
import app.velvet.venues.booking.ReadableName;
import jakarta.persistence.EnumeratedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What is known of a guestlist: the stage follows from it. */
enum GuestlistStatus implements WireName {
    NOT_CONFIRMED("not_confirmed", WIN),
    CONFIRMED("confirmed", WIN),
    ALL_ARRIVED("all_arrived", WIN),
    PARTIALLY_ARRIVED("partially_arrived", WIN),
    CANCELED("canceled", LOSS),
    NO_SHOW("no_show", LOSS),
    NO_ID("no_id", LOSS),
    FAKE_ID("fake_id", LOSS),
    DRESS_CODE("dress_code", LOSS),
    OVER_INTOX("over_intox", LOSS),
    DISQUALIFIED("disqualified", DENIED),
    GROUP_DISQUALIFY("group_disqualify", DENIED);

    @EnumeratedValue
    private final String wireName;

    private final GuestlistStage stage;

    GuestlistStatus(String wireName, GuestlistStage stage) {
        this.wireName = wireName;
        this.stage = stage;
    }

    /** All of them, in this order, as people read them. */
    static Map<String, String> readableByName() {
        var names = new LinkedHashMap<String, String>();
        Stream.of(values()).forEach(status -> names.put(status.wireName, status.readable()));
        return names;
    }

    GuestlistStage stage() {
        return stage;
    }

    /** Whether its guests take places. */
    boolean isExpected() {
        return stage == WIN;
    }

    /** As people read it, e.g. {@code Not Confirmed}. */
    String readable() {
        return ReadableName.of(this);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
