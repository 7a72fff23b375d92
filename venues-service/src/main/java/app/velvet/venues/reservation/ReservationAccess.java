package app.velvet.venues.reservation;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What one caller may see of reservations and do with them. */
final class ReservationAccess {

    private final Caller caller;
    private final Scopes reading;

    ReservationAccess(Caller caller) {
        this.caller = caller;
        reading = caller.reach(Right.READ_RESERVATIONS);
    }

    Caller caller() {
        return caller;
    }

    long companyId() {
        return caller.companyId();
    }

    /**
     * Who may see a reservation: who may see its event, and those who have to do with it.
     *
     * @param staff those, any of whom may be null
     */
    static Set<Audience> audience(long venueId, Long... staff) {
        var audience = new HashSet<>(VenueDirectory.audience(venueId));
        Stream.of(staff).filter(Objects::nonNull).map(Audience::user).forEach(audience::add);
        return audience;
    }

    /** The reservations that he may read. */
    Scopes reading() {
        return reading;
    }

    boolean mayRead(Collection<Audience> audience) {
        return reading.reach(audience, caller.userId());
    }

    /** Whether he may know that there is an event at this venue: he sees it, or may book there. */
    boolean mayKnowEventAt(long venueId) {
        return EventDirectory.mayRead(caller, venueId)
                || caller.may(Right.CREATE_RESERVATIONS, VenueDirectory.audience(venueId));
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no reservation that he could read */
    ReservationAccess requireReading() {
        caller.require(Right.READ_RESERVATIONS);
        return this;
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if he may make no reservations at all */
    void requireCreating() {
        caller.require(Right.CREATE_RESERVATIONS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireCreating(Collection<Audience> audience) {
        caller.require(Right.CREATE_RESERVATIONS, audience);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChanging(Collection<Audience> audience) {
        caller.require(Right.CHANGE_RESERVATIONS, audience);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireClosingOut(Collection<Audience> audience) {
        caller.require(Right.CLOSE_OUT_RESERVATIONS, audience);
    }

    boolean mayChange(Collection<Audience> audience) {
        return caller.may(Right.CHANGE_RESERVATIONS, audience);
    }

    boolean mayOverridePartySize(Collection<Audience> audience) {
        return caller.may(Right.OVERRIDE_PARTY_SIZE, audience);
    }

    boolean mayOverrideMinimum(Collection<Audience> audience) {
        return caller.may(Right.OVERRIDE_MINIMUM, audience);
    }
}
