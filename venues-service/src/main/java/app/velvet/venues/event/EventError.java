package app.velvet.venues.event;

import app.velvet.api.error.Refusal;

/** The ways in which a request about events or artists can be refused. */
public enum EventError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Event %d was not found"),
    /** Cancel its reservations first; one that was closed out stays, and its event with it. */
    BOOKED(403, "This event has reservations"),
    /** Load the artists again: this one has been removed. */
    ARTIST_NOT_FOUND(404, "Artist %d was not found"),
    /** Take the artist off the events first. */
    ARTIST_ENGAGED(403, "This artist can not be deleted");

    private final int status;
    private final String message;

    EventError(int status, String message) {
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
