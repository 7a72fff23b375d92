package app.velvet.venues.guestlist;

import app.velvet.api.error.Refusal;

/** The ways in which a request about guestlists can be refused. */
enum GuestlistError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Guestlist %d was not found"),
    /** Ask who manages the event to open them. */
    CLOSED(403, "Guestlists are closed for this event"),
    /** Change the guestlist that the contact has already. */
    CONTACT_LISTED(409, "Contact %d has a guestlist for this event already"),
    /** Choose another type, or bring fewer: the list tells for how many it is. */
    FULL(409, "There are not enough places left as %s");

    private final int status;
    private final String message;

    GuestlistError(int status, String message) {
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
