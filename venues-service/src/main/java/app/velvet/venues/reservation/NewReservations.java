package app.velvet.venues.reservation;

import app.velvet.api.parameters.Fields;
import app.velvet.venues.booking.WantedGuests;

/** Reservations that are to be, one for each guest. */
record NewReservations(WantedGuests guests, ReservationPatch reservation) {

    static final String ORIGINATOR_ID = "originator_id";

    static NewReservations read(Fields fields) {
        var guests = WantedGuests.read(fields, ORIGINATOR_ID);
        var reservation = fields.requiredTree("reservation", ReservationPatch::readNew);
        if (reservation != null) {
            guests.requireFew(reservation.notes(), fields);
        }
        return new NewReservations(guests, reservation);
    }

    /** Who brings the guests: who is named, else who books. */
    long originatorId(long callerId) {
        var named = reservation.people().originatorId().over(guests.bringerId());
        return named == null ? callerId : named;
    }
}
