package app.velvet.venues.reservation;

/** A reservation was for another event by the time it was locked, and the event has to be locked first. */
final class ReservationMovedException extends RuntimeException {

    ReservationMovedException() {
        super("The reservation has moved meanwhile", null, false, false);
    }
}
