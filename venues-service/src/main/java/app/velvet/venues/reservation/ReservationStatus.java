package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.ReservationStage.LOSS;
import static app.velvet.venues.reservation.ReservationStage.OPPORTUNITY;
import static app.velvet.venues.reservation.ReservationStage.WIN;

import app.velvet.api.parameters.WireName;
import app.velvet.venues.booking.ReadableName;
import jakarta.persistence.EnumeratedValue;

/** What is known of a reservation: the stage follows from it. */
enum ReservationStatus implements WireName {
    LEAD("lead", ReservationStage.LEAD),
    PROSPECT("prospect", ReservationStage.PROSPECT),
    UNCONFIRMED("unconfirmed", OPPORTUNITY),
    WAITLIST("waitlist", OPPORTUNITY),
    WAITLIST_ALL_ARRIVED("waitlist_all_arrived", OPPORTUNITY),
    WAITLIST_PARTIALLY_ARRIVED("waitlist_partially_arrived", OPPORTUNITY),
    CONFIRMED("confirmed", WIN),
    LATE("late", WIN),
    ALL_ARRIVED("all_arrived", WIN),
    PARTIALLY_ARRIVED("partially_arrived", WIN),
    ALL_SEATED("all_seated", WIN),
    PARTIALLY_SEATED("partially_seated", WIN),
    CHECK_DROPPED("check_dropped", WIN),
    PAID("paid", WIN),
    COMPLETED("completed", WIN),
    NOT_INTERESTED("not_interested", LOSS),
    NO_AVAILABILITY("no_availability", LOSS),
    DIFFERENT_VENUE("different_venue", LOSS),
    NO_RESPONSE("no_response", LOSS),
    DISQUALIFIED("disqualified", LOSS),
    DISQUALIFIED_GROUP("disqualified_group", LOSS),
    PRICE("price", LOSS),
    CANCELED("canceled", LOSS),
    NO_SHOW("no_show", LOSS),
    COULD_NOT_PAY("could_not_pay", LOSS);

    @EnumeratedValue
    private final String wireName;

    private final ReservationStage stage;

    ReservationStatus(String wireName, ReservationStage stage) {
        this.wireName = wireName;
        this.stage = stage;
    }

    ReservationStage stage() {
        return stage;
    }

    boolean isLost() {
        return stage == LOSS;
    }

    /** As people read it, e.g. {@code All Arrived}. */
    String readable() {
        return ReadableName.of(this);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
