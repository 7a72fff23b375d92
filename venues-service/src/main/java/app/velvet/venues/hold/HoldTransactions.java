package app.velvet.venues.hold;

import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.event.EventAnnouncements;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventOverview;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Single transactions about the hold of one table. */
@ApplicationScoped
class HoldTransactions {

    private final HoldRepository holds;
    private final TakenTables takenTables;
    private final EventDirectory events;
    private final EventAnnouncements announcements;
    private final Outbox outbox;
    private final Clock clock;

    HoldTransactions(
            HoldRepository holds,
            TakenTables takenTables,
            EventDirectory events,
            EventAnnouncements announcements,
            Outbox outbox,
            Clock clock) {
        this.holds = holds;
        this.takenTables = takenTables;
        this.events = events;
        this.announcements = announcements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Fails as {@link #reserve} would, where that needs no transaction to be known.
     *
     * @return whether the caller holds the table already
     */
    @WithSession
    Uni<Boolean> requireNotTaken(Caller caller, long tableId) {
        return requireEvent(caller, tableId, events::find)
                .chain(() -> requireNotAssigned(caller, tableId))
                .chain(() -> holds.find(caller.companyId(), tableId))
                .map(held -> held.map(hold -> requireCallers(caller, hold)).isPresent());
    }

    /** Fails with {@link HoldError#ALREADY_HELD}, or with the violation of a constraint if somebody is faster right now. */
    @WithTransaction
    Uni<Void> reserve(Caller caller, long tableId) {
        return requireEvent(caller, tableId, events::findForUse)
                .call(() -> requireNotAssigned(caller, tableId))
                .chain(event -> holds.find(caller.companyId(), tableId)
                        .chain(held -> held.isPresent()
                                ? Uni.createFrom().item(requireCallers(caller, held.get()))
                                : hold(caller, event, tableId)))
                .replaceWithVoid();
    }

    /** Fails with {@link HoldError#NOT_HELD} if nobody holds the table, or somebody whose hold is not the caller's to end. */
    @WithTransaction
    Uni<Void> unreserve(Caller caller, long tableId) {
        return requireEvent(caller, tableId, events::findForUse)
                .chain(event -> holds.findForUpdate(caller.companyId(), tableId)
                        .map(held -> held.filter(
                                        hold -> new HoldAccess(caller, event.venueId()).mayRelease(hold.userId()))
                                .orElseThrow(() -> new RefusedException(HoldError.NOT_HELD))))
                .chain(hold -> release(caller, hold));
    }

    private Uni<Void> requireNotAssigned(Caller caller, long tableId) {
        return takenTables
                .assigned(caller.companyId(), List.of(tableId))
                .invoke(assigned -> {
                    if (!assigned.isEmpty()) {
                        throw new RefusedException(HoldError.ALREADY_HELD);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<TableHold> hold(Caller caller, EventOverview event, long tableId) {
        return holds.add(new TableHold(caller.companyId(), event.id(), tableId, caller.userId(), clock.instant()))
                .call(hold -> announcements.moved(caller.companyId(), List.of(event.id())))
                .call(hold -> publish(Action.CREATE, hold, caller));
    }

    private Uni<Void> release(Caller caller, TableHold hold) {
        return holds.views(caller.companyId(), List.of(hold))
                .call(() -> holds.removeAll(caller.companyId(), List.of(hold)))
                .call(() -> announcements.moved(caller.companyId(), List.of(hold.eventId())))
                .chain(views -> outbox.append(
                        HoldChanges.of(Action.DESTROY, views.get(0), caller.companyId(), caller.userId())));
    }

    private Uni<Void> publish(Action action, TableHold hold, Caller caller) {
        return holds.views(caller.companyId(), List.of(hold))
                .chain(views ->
                        outbox.append(HoldChanges.of(action, views.get(0), caller.companyId(), caller.userId())));
    }

    /** The event of a table, which takes place and is not over, and where the caller may hold tables. */
    private Uni<EventOverview> requireEvent(
            Caller caller, long tableId, BiFunction<Caller, Long, Uni<Optional<EventOverview>>> find) {
        return holds.eventOf(caller.companyId(), tableId)
                .map(eventId -> eventId.orElseThrow(() -> notFound(tableId)))
                .chain(eventId -> find.apply(caller, eventId))
                .map(event -> event.orElseThrow(() -> notFound(tableId)))
                .invoke(event -> new HoldAccess(caller, event.venueId()).requireHolding())
                .invoke(HoldTransactions::requireOpen);
    }

    private static void requireOpen(EventOverview event) {
        if (event.over()) {
            throw new RefusedException(HoldError.EVENT_OVER);
        }
        if (!event.active()) {
            throw new RefusedException(HoldError.EVENT_INACTIVE);
        }
    }

    private static TableHold requireCallers(Caller caller, TableHold hold) {
        if (hold.userId() != caller.userId()) {
            throw new RefusedException(HoldError.ALREADY_HELD);
        }
        return hold;
    }

    private static RefusedException notFound(long tableId) {
        return new RefusedException(HoldError.TABLE_NOT_FOUND, tableId);
    }
}
