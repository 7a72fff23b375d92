package app.velvet.venues.event;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Scopes;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;
import app.velvet.venues.venue.VenueDirectory;

/** What one caller may see of events and do with them. */
final class EventAccess {

    private final Caller caller;
    private final Scopes reading;

    EventAccess(Caller caller) {
        this.caller = caller;
        reading = caller.scopes(Subject.EVENT, Permissions.READ);
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
        require(!reading.isEmpty());
        return this;
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireManaging(long venueId) {
        require(caller.scopes(Subject.EVENT, Permissions.MANAGE)
                .reach(VenueDirectory.audience(venueId), caller.userId()));
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
