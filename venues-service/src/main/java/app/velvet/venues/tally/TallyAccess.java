package app.velvet.venues.tally;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import app.velvet.venues.venue.VenueDirectory;

/** What one caller may see of tallies and do with them. */
final class TallyAccess {

    private final Caller caller;

    TallyAccess(Caller caller) {
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    long companyId() {
        return caller.companyId();
    }

    /** The tallies that he may read. */
    Scopes reading() {
        return caller.reach(Right.READ_GUESTLISTS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no tally that he could read */
    void requireReading() {
        caller.require(Right.READ_GUESTLISTS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is none that he could count */
    void requireCounting() {
        caller.require(Right.CHANGE_GUESTLISTS);
    }

    /** Whether he knows of the events of a venue: as one who may read them, or the guestlists there. */
    boolean maySeeEvents(long venueId) {
        var audience = VenueDirectory.audience(venueId);
        return caller.may(Right.READ_EVENTS, audience) || caller.may(Right.READ_GUESTLISTS, audience);
    }

    boolean mayRead(long venueId, long userId) {
        return caller.may(Right.READ_GUESTLISTS, TallyChanges.audience(venueId, userId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may not count as {@code userId} does at that venue */
    void requireCounting(long venueId, long userId) {
        caller.require(Right.CHANGE_GUESTLISTS, TallyChanges.audience(venueId, userId));
    }
}
