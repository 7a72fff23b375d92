package app.velvet.venues.venue;

import app.velvet.api.error.Refusal;

/** The ways in which a request about venues can be refused. */
public enum VenueError implements Refusal {
    /** Load the venues again: it has been removed. */
    NOT_FOUND(404, "Venue %d was not found"),
    /** Keep it: its events are needed for what was booked there. */
    HAS_EVENTS(403, "This venue can not be deleted");

    private final int status;
    private final String message;

    VenueError(int status, String message) {
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
