package app.velvet.venues.reservation;

import app.velvet.api.error.Refusal;

/** The ways in which a request about reservations can be refused. */
enum ReservationError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Reservation %d was not found"),
    /** Change the reservation that the contact has already. */
    CONTACT_BOOKED(409, "Contact %d has a reservation for this event already"),
    /** Take another table: somebody has this one. */
    TABLE_TAKEN(409, "Table %s is already reserved"),
    /** Have somebody undo the close-out first. */
    CLOSED_OUT(409, "This reservation is closed out"),
    /** It was closed out: what was spent counts. */
    NOT_REMOVABLE(403, "This reservation can not be deleted");

    private final int status;
    private final String message;

    ReservationError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
