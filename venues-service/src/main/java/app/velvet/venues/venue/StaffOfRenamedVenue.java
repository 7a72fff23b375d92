package app.velvet.venues.venue;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Who works at a venue learns what it is called. */
@ApplicationScoped
class StaffOfRenamedVenue implements NamedAfterVenue {

    private final UserVenueRepository userVenues;
    private final Outbox outbox;

    StaffOfRenamedVenue(UserVenueRepository userVenues, Outbox outbox) {
        this.userVenues = userVenues;
        this.outbox = outbox;
    }

    @Override
    public String follower() {
        return "staff";
    }

    @Override
    public Uni<Optional<Long>> follow(VenueOverview venue, long afterId, int limit, long actorId) {
        return userVenues
                .atVenueForUpdate(venue.companyId(), venue.id(), afterId, limit)
                .call(staff -> outbox.append(changes(venue, staff, actorId)))
                .map(staff -> staff.size() < limit
                        ? Optional.empty()
                        : Optional.of(staff.get(limit - 1).id()));
    }

    private static List<ChangeEvent> changes(VenueOverview venue, List<UserVenue> staff, long actorId) {
        return staff.stream()
                .map(one ->
                        VenueChanges.of(Action.UPDATE, UserVenueView.of(one, venue.name()), venue.companyId(), actorId))
                .toList();
    }
}
