package app.velvet.venues.booking;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a booking of any kind can be refused. */
public enum BookingError implements Refusal {
    /** Load the events again: there is none, or it is not for the caller to see. */
    EVENT_NOT_FOUND(404, "Event %d was not found"),
    /** Load the contacts again: there is none, or it is not for the caller to see. */
    CONTACT_NOT_FOUND(404, "Contact %d was not found"),
    /** It does not take place. */
    EVENT_INACTIVE(400, "Event is not active");

    private final int status;
    private final String message;

    BookingError(int status, String message) {
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
