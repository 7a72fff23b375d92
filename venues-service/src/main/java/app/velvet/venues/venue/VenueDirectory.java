package app.velvet.venues.venue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the other features ask about venues, in a session or transaction of theirs. */
@ApplicationScoped
public class VenueDirectory {

    private final VenueRepository venues;
    private final UserVenueRepository userVenues;

    VenueDirectory(VenueRepository venues, UserVenueRepository userVenues) {
        this.venues = venues;
        this.userVenues = userVenues;
    }

    /** Who what belongs to a venue is for: what a caller's scopes have to reach. */
    public static Set<Audience> audience(long venueId) {
        return Set.of(Audience.company(), Audience.venue(venueId));
    }

    /** Those that exist, in id order. */
    public Uni<List<VenueOverview>> find(long companyId, Collection<Long> ids) {
        return venues.find(companyId, ids)
                .map(found -> found.stream().map(VenueOverview::of).toList());
    }

    /**
     * The venue that something new is to belong to; it is not removed or renamed before the end of the transaction.
     *
     * @return fails with an {@link InvalidFieldsException} that names {@code field} if the company has no such venue
     */
    public Uni<VenueOverview> requireForUse(long companyId, long id, String field) {
        return venues.findForUse(companyId, id)
                .map(found -> found.map(VenueOverview::of)
                        .orElseThrow(() -> new InvalidFieldsException(field, "is invalid")));
    }

    /**
     * Lets pass who may know how a venue is set up: who works there, or may read its events.
     *
     * @return fails with {@link VenueError#NOT_FOUND} or {@link ApiError#NOT_PERMITTED}
     */
    public Uni<Void> requireReading(Caller caller, long venueId) {
        return venues.find(caller.companyId(), venueId)
                .invoke(found -> require(found, venueId))
                .chain(() -> mayReadEvents(caller, venueId)
                        ? Uni.createFrom().item(true)
                        : userVenues.worksAt(caller.companyId(), caller.userId(), venueId))
                .invoke(VenueDirectory::requirePermitted)
                .replaceWithVoid();
    }

    /**
     * Lets pass who may set a venue up; nobody else does, or makes an event there, before the end of the transaction.
     *
     * @return fails with {@link VenueError#NOT_FOUND} or {@link ApiError#NOT_PERMITTED}
     */
    public Uni<Void> requireSettingUp(Caller caller, long venueId) {
        return venues.findForUpdate(caller.companyId(), venueId)
                .invoke(found -> require(found, venueId))
                .invoke(() -> requirePermitted(maySetUp(caller, venueId)))
                .replaceWithVoid();
    }

    /** The venues of whose setting-up the caller may know, as {@link #requireReading} has it; in id order. */
    public Uni<List<Long>> readableBy(Caller caller) {
        return venues.idsReadBy(caller.companyId(), caller.userId(), caller.reach(Right.READ_EVENTS));
    }

    /** Whether he may change floor plans and guestlist templates of a venue. */
    public static boolean maySetUp(Caller caller, long venueId) {
        return caller.may(Right.SET_UP_VENUES, audience(venueId));
    }

    private static boolean mayReadEvents(Caller caller, long venueId) {
        return caller.may(Right.READ_EVENTS, audience(venueId));
    }

    private static void require(Optional<Venue> found, long id) {
        if (found.isEmpty()) {
            throw new RefusedException(VenueError.NOT_FOUND, id);
        }
    }

    private static void requirePermitted(boolean permitted) {
        if (!permitted) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }
}
