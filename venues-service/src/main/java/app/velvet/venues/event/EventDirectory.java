package app.velvet.venues.event;

import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What the other features ask about events, in a session or transaction of theirs. */
@ApplicationScoped
public class EventDirectory {

    private final EventRepository events;
    private final Clock clock;

    EventDirectory(EventRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** An event that this caller may see. */
    public Uni<Optional<EventOverview>> find(Caller caller, long id) {
        return events.find(caller.companyId(), id).map(found -> visible(caller, found));
    }

    /** An event that this caller may see; nobody changes or removes it before the end of the transaction. */
    public Uni<Optional<EventOverview>> findForUse(Caller caller, long id) {
        return events.findForUse(caller.companyId(), id).map(found -> visible(caller, found));
    }

    /** The same whoever may see it: the caller decides that. */
    public Uni<Optional<EventOverview>> findForUse(long companyId, long id) {
        return events.findForUse(companyId, id).map(found -> found.map(event -> event.overview(clock.instant())));
    }

    /** An event that is there, for what goes with it. */
    public Uni<EventOverview> require(long companyId, long id) {
        return events.find(companyId, id).map(found -> found.orElseThrow().overview(clock.instant()));
    }

    /** An event, whoever may see it, as it is at this moment. */
    public Uni<Optional<EventOverview>> find(long companyId, long id) {
        return events.find(companyId, id).map(found -> found.map(event -> event.overview(clock.instant())));
    }

    /** Whether he may see the events of this venue. */
    public static boolean mayRead(Caller caller, long venueId) {
        return new EventAccess(caller).mayRead(venueId);
    }

    private Optional<EventOverview> visible(Caller caller, Optional<Event> found) {
        return found.filter(event -> new EventAccess(caller).mayRead(event.venueId()))
                .map(event -> event.overview(clock.instant()));
    }
}
