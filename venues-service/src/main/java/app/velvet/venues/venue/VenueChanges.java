package app.velvet.venues.venue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Venues as they are published to the whole company, and who works there, which is published to that user alone. */
final class VenueChanges {

    static final String VENUE = "Venue";
    static final String USER_VENUE = "UserVenue";

    private static final Set<Audience> EVERYONE = Set.of(Audience.company());

    private VenueChanges() {}

    static ChangeEvent of(Action action, VenueView venue, Long actorId) {
        return new ChangeEvent(
                venue.companyId(),
                VENUE,
                venue.id(),
                action,
                action == Action.DESTROY ? null : venue,
                EVERYONE,
                actorId);
    }

    static ChangeEvent of(Action action, UserVenueView userVenue, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                USER_VENUE,
                userVenue.id(),
                action,
                action == Action.DESTROY ? null : userVenue,
                Set.of(Audience.user(userVenue.userId())),
                actorId);
    }

    /** What has become different, in id order; both by id. */
    static List<ChangeEvent> between(
            Map<Long, UserVenueView> before, Map<Long, UserVenueView> after, long companyId, Long actorId) {
        var changes = new ArrayList<ChangeEvent>();
        var all = new TreeMap<>(before);
        all.putAll(after);
        all.forEach((id, userVenue) -> {
            if (!after.containsKey(id)) {
                changes.add(of(Action.DESTROY, userVenue, companyId, actorId));
            } else if (!userVenue.equals(before.get(id))) {
                changes.add(of(before.containsKey(id) ? Action.UPDATE : Action.CREATE, userVenue, companyId, actorId));
            }
        });
        return changes;
    }
}
