package app.velvet.venues.tally;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tallies go with their event. */
@ApplicationScoped
class TalliesOfEvent implements PartOfEvent {

    private final TallyRepository tallies;
    private final EventDirectory events;

    TalliesOfEvent(TallyRepository tallies, EventDirectory events) {
        this.tallies = tallies;
        this.events = events;
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return events.require(companyId, eventId)
                .chain(event -> tallies.ofEvent(companyId, eventId)
                        .call(all -> tallies.removeAll(companyId, all))
                        .map(all -> all.stream()
                                .map(tally -> TallyChanges.of(
                                        Action.DESTROY, TallyView.of(tally), event.venueId(), companyId, actorId))
                                .toList()));
    }
}
