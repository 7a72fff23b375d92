package app.velvet.venues.tally;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;
import java.util.HashSet;
import java.util.Set;

/** Tallies as they are published: to their event's venue, and to who counts. */
final class TallyChanges {

    static final String TALLY = "Tally";

    private TallyChanges() {}

    static Set<Audience> audience(long venueId, long userId) {
        var audience = new HashSet<>(VenueDirectory.audience(venueId));
        audience.add(Audience.user(userId));
        return audience;
    }

    static ChangeEvent of(Action action, TallyView tally, long venueId, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                TALLY,
                tally.id(),
                action,
                action == Action.DESTROY ? null : tally,
                audience(venueId, tally.userId()),
                actorId);
    }
}
