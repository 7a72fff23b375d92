package app.velvet.venues.hold;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Holds tell what their event is called and when it is, and go with it. */
@ApplicationScoped
class HoldsOfEvent implements PartOfEvent {

    private final HoldRepository holds;

    HoldsOfEvent(HoldRepository holds) {
        this.holds = holds;
    }

    @Override
    public Uni<List<ChangeEvent>> follow(long companyId, long eventId, long actorId) {
        return holds.ofEvent(companyId, eventId)
                .chain(all -> holds.views(companyId, all))
                .map(views -> changes(Action.UPDATE, views, companyId, actorId));
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return holds.ofEvent(companyId, eventId)
                .chain(all -> holds.views(companyId, all).call(() -> holds.removeAll(companyId, all)))
                .map(views -> changes(Action.DESTROY, views, companyId, actorId));
    }

    private static List<ChangeEvent> changes(Action action, List<TableHoldView> holds, long companyId, long actorId) {
        return holds.stream()
                .map(hold -> HoldChanges.of(action, hold, companyId, actorId))
                .toList();
    }
}
