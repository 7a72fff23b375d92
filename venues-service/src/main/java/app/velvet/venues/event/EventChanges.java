package app.velvet.venues.event;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;
import java.util.Set;

/** Events as they are published, to who may read those of their venue, and artists, to the whole company. */
final class EventChanges {

    static final String EVENT = "Event";
    static final String ARTIST = "Artist";

    private EventChanges() {}

    static ChangeEvent of(Action action, EventView event, Long actorId) {
        return new ChangeEvent(
                event.companyId(),
                EVENT,
                event.summary().id(),
                action,
                action == Action.DESTROY ? null : event,
                VenueDirectory.audience(event.summary().venueId()),
                actorId);
    }

    static ChangeEvent of(Action action, ArtistView artist, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                ARTIST,
                artist.id(),
                action,
                action == Action.DESTROY ? null : artist,
                Set.of(Audience.company()),
                actorId);
    }
}
