package app.velvet.venues.reservation;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;

/** Reservations as they are published, in full. */
final class ReservationChanges {

    static final String RESERVATION = "Reservation";

    private ReservationChanges() {}

    /** @param action but a destroy */
    static ChangeEvent of(Action action, WholeReservation reservation, Long actorId) {
        return new ChangeEvent(
                reservation.companyId(),
                RESERVATION,
                reservation.id(),
                action,
                reservation.reservation(),
                reservation.audience(),
                actorId);
    }

    static ChangeEvent destroyed(Reservation reservation, Long actorId) {
        return new ChangeEvent(
                reservation.companyId(),
                RESERVATION,
                reservation.id(),
                Action.DESTROY,
                null,
                reservation.audience(),
                actorId);
    }
}
