package app.velvet.venues.guestlist;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.venue.VenueDirectory;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What one caller may see of guestlists and do with them. A promoter may do everything with his own, but close them out. */
final class GuestlistAccess {

    private static final Scopes OWN = new Scopes(false, true, Set.of());

    private final Caller caller;
    private final Scopes reading;

    GuestlistAccess(Caller caller) {
        this.caller = caller;
        var permitted = caller.reach(Right.READ_GUESTLISTS);
        reading = caller.promoter() ? permitted.plus(OWN) : permitted;
    }

    Caller caller() {
        return caller;
    }

    long companyId() {
        return caller.companyId();
    }

    /** Who may see a guestlist: who may see its event, and whose it is. */
    static Set<Audience> audience(long venueId, long userId) {
        var audience = new HashSet<>(VenueDirectory.audience(venueId));
        audience.add(Audience.user(userId));
        return audience;
    }

    /** The guestlists that he may read. */
    Scopes reading() {
        return reading;
    }

    boolean mayRead(Collection<Audience> audience) {
        return reading.reach(audience, caller.userId());
    }

    /** Whether he may know that there is an event at this venue: he sees it, or may put guests down there. */
    boolean mayKnowEventAt(long venueId) {
        return EventDirectory.mayRead(caller, venueId)
                || caller.may(Right.CHANGE_GUESTLISTS, VenueDirectory.audience(venueId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no guestlist that he could read */
    GuestlistAccess requireReading() {
        require(!reading.isEmpty());
        return this;
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may make no guestlists at all */
    void requireCreating() {
        require(caller.promoter() || caller.may(Right.CHANGE_GUESTLISTS));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may not change those of this user at this venue */
    void requireChanging(long venueId, long userId) {
        require(mayChange(venueId, userId));
    }

    boolean mayChange(long venueId, long userId) {
        return caller.promoter() && caller.userId() == userId || mayManage(venueId, userId);
    }

    /** Whether what he puts down is approved by that. */
    boolean mayManage(long venueId, long userId) {
        return caller.may(Right.CHANGE_GUESTLISTS, audience(venueId, userId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireManaging(long venueId, long userId) {
        require(mayManage(venueId, userId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireClosingOut(long venueId, long userId) {
        caller.require(Right.CLOSE_OUT_GUESTLISTS, audience(venueId, userId));
    }

    private static void require(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
