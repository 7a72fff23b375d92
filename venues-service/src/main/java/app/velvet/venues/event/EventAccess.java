package app.velvet.venues.event;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import app.velvet.venues.venue.VenueDirectory;

/** What one caller may see of events and do with them. */
final class EventAccess {

    private final Caller caller;
    private final Scopes reading;

    EventAccess(Caller caller) {
        this.caller = caller;
        reading = caller.reach(Right.READ_EVENTS);
    }

    Caller caller() {
        return caller;
    }

    long companyId() {
        return caller.companyId();
    }

    /** The events that he may read. */
    Scopes reading() {
        return reading;
    }

    boolean mayRead(long venueId) {
        return reading.reach(VenueDirectory.audience(venueId), caller.userId());
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no event that he could read */
    EventAccess requireReading() {
        caller.require(Right.READ_EVENTS);
        return this;
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no event that he could change */
    void requireManaging() {
        caller.require(Right.CHANGE_EVENTS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireManaging(long venueId) {
        caller.require(Right.CHANGE_EVENTS, VenueDirectory.audience(venueId));
    }
}
