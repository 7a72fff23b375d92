package app.velvet.venues.hold;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.venues.venue.VenueDirectory;

/** What one caller may do with the tables of a venue's events. */
final class HoldAccess {

    private final Caller caller;
    private final long venueId;

    HoldAccess(Caller caller, long venueId) {
        this.caller = caller;
        this.venueId = venueId;
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he is no promoter and may not create reservations there */
    void requireHolding() {
        caller.require(Right.HOLD_TABLES, VenueDirectory.audience(venueId));
    }

    /** Whether he may let go a table that {@code userId} holds. */
    boolean mayRelease(long userId) {
        return userId == caller.userId() || caller.may(Right.CHANGE_RESERVATIONS, VenueDirectory.audience(venueId));
    }
}
