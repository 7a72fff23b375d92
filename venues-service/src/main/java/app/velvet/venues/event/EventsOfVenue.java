package app.velvet.venues.event;

import app.velvet.api.error.RefusedException;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.NamedAfterVenue;
import app.velvet.venues.venue.PartOfVenue;
import app.velvet.venues.venue.VenueError;
import app.velvet.venues.venue.VenueOverview;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Events tell the name of their venue and keep its hours, and a venue that has any stays. */
@ApplicationScoped
class EventsOfVenue implements NamedAfterVenue, PartOfVenue {

    private final EventRepository events;
    private final EventAnnouncements announcements;

    EventsOfVenue(EventRepository events, EventAnnouncements announcements) {
        this.events = events;
        this.announcements = announcements;
    }

    @Override
    public String follower() {
        return "events";
    }

    @Override
    public Uni<Optional<Long>> follow(VenueOverview venue, long afterId, int limit, long actorId) {
        return events.ofVenueForUpdate(venue.companyId(), venue.id(), afterId, limit)
                .invoke(moving -> moving.forEach(event -> event.moveTo(venue.timeZone())))
                .call(moving -> announcements.moved(
                        venue.companyId(), moving.stream().map(Event::id).toList()))
                .map(moved -> moved.size() < limit
                        ? Optional.empty()
                        : Optional.of(moved.get(limit - 1).id()));
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long venueId, long actorId) {
        return events.ofVenueForUpdate(companyId, venueId, 0, 1).map(found -> {
            if (!found.isEmpty()) {
                throw new RefusedException(VenueError.HAS_EVENTS);
            }
            return List.of();
        });
    }
}
