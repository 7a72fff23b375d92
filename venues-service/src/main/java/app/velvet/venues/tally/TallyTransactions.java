package app.velvet.venues.tally;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventError;
import app.velvet.venues.event.EventOverview;
import app.velvet.venues.guestlisttype.GuestlistTemplates;
import app.velvet.venues.tally.TallyRepository.Counted;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Single transactions about one tally. */
@ApplicationScoped
class TallyTransactions {

    private final TallyRepository tallies;
    private final EventDirectory events;
    private final GuestlistTemplates guestlistTypes;
    private final Outbox outbox;
    private final Idempotency idempotency;

    TallyTransactions(
            TallyRepository tallies,
            EventDirectory events,
            GuestlistTemplates guestlistTypes,
            Outbox outbox,
            Idempotency idempotency) {
        this.tallies = tallies;
        this.events = events;
        this.guestlistTypes = guestlistTypes;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    @WithSession
    Uni<List<TallyView>> after(long id, int limit, TallyAccess access, Long eventId) {
        return tallies.after(id, limit, access, eventId)
                .map(found -> found.stream().map(TallyView::of).toList());
    }

    @WithTransaction
    Uni<TallyView> change(TallyAccess access, TallyKey key, int difference) {
        return requireEvent(access, key)
                .chain(event -> tallies.count(access.companyId(), key, difference)
                        .chain(counted -> counted.isPresent()
                                ? publish(access, event, counted.get())
                                : tallies.require(access.companyId(), key).map(TallyView::of)));
    }

    @WithTransaction
    Uni<TallyView> create(TallyAccess access, TallyKey key, int count) {
        return idempotency.once(access.caller(), () -> created(access, key, count), TallyView.class);
    }

    @WithTransaction
    Uni<TallyView> update(TallyAccess access, long id, int count) {
        return tallies.eventOf(access.companyId(), id)
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(eventId -> events.findForUse(access.companyId(), eventId))
                .map(event -> event.orElseThrow(() -> notFound(id)))
                .chain(event -> tallies.findForUpdate(access.companyId(), id)
                        .map(found -> found.filter(tally -> access.mayRead(event.venueId(), tally.userId()))
                                .orElseThrow(() -> notFound(id)))
                        .chain(tally -> updated(access, event, tally, count)));
    }

    private Uni<TallyView> created(TallyAccess access, TallyKey key, int count) {
        return requireEvent(access, key)
                .chain(event -> tallies.add(access.companyId(), key, count)
                        .map(added -> added.orElseThrow(() -> new RefusedException(TallyError.EXISTS)))
                        .chain(added -> publish(access, event, added)));
    }

    private Uni<TallyView> updated(TallyAccess access, EventOverview event, Tally tally, int count) {
        access.requireCounting(event.venueId(), tally.userId());
        var before = TallyView.of(tally);
        tally.count(count);
        var after = TallyView.of(tally);
        return after.equals(before) ? Uni.createFrom().item(after) : publish(access, event, new Counted(after, false));
    }

    private Uni<TallyView> publish(TallyAccess access, EventOverview event, Counted counted) {
        return outbox.append(TallyChanges.of(
                        counted.created() ? Action.CREATE : Action.UPDATE,
                        counted.tally(),
                        event.venueId(),
                        event.companyId(),
                        access.caller().userId()))
                .replaceWith(counted.tally());
    }

    /** The event at whose door the caller may count so. */
    private Uni<EventOverview> requireEvent(TallyAccess access, TallyKey key) {
        return events.findForUse(access.companyId(), key.eventId())
                .map(found -> found.filter(event -> access.maySeeEvents(event.venueId()))
                        .orElseThrow(() -> new RefusedException(EventError.NOT_FOUND, key.eventId())))
                .invoke(event -> access.requireCounting(event.venueId(), key.userId()))
                .call(event -> requireType(event, key.guestlistTypeId()));
    }

    private Uni<Void> requireType(EventOverview event, Long guestlistTypeId) {
        if (guestlistTypeId == null) {
            return Uni.createFrom().voidItem();
        }
        var templateIds = event.guestlistTemplateId() == null ? List.<Long>of() : List.of(event.guestlistTemplateId());
        return guestlistTypes
                .typesOf(event.companyId(), templateIds)
                .invoke(types -> {
                    if (types.stream().noneMatch(type -> type.id() == guestlistTypeId)) {
                        throw new InvalidFieldsException("guestlist_type_id", "is invalid");
                    }
                })
                .replaceWithVoid();
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(TallyError.NOT_FOUND, id);
    }
}
