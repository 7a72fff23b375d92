package app.velvet.venues.event;

import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Publishes events again that have moved because something else has: a table that was held, an artist with another name.
 * However often one moves, it is told at most once a {@link #PAUSE}. That it has to be is stored in the transaction that
 * moves it, so that it is told whoever crashes; replicas share the work.
 */
@ApplicationScoped
public class EventAnnouncements {

    private static final Logger LOG = Logger.getLogger(EventAnnouncements.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOVED_AT_ONCE = 500;

    private static final String MOVE = """
            insert into event_announcement (company_id, event_id, moved, told_at)
            select e.company_id, e.id, true, timestamptz 'epoch' from event e where e.company_id = :companyId and %s
             order by e.id
            on conflict on constraint pk_event_announcement do update set moved = true
            """;
    private static final String MOVE_THESE = MOVE.formatted("e.id in (:eventIds)");
    private static final String MOVE_WITH_ARTIST = MOVE.formatted("e.artist_ids @> array[cast(:artistId as bigint)]");
    private static final String MOVE_WITH_TEMPLATE = MOVE.formatted("e.guestlist_template_id = :templateId");

    private static final String DUE =
            "select a from EventAnnouncement a where a.moved and a.toldAt <= :before order by a.toldAt, a.eventId";
    private static final String ONE_DUE =
            "select a from EventAnnouncement a where a.companyId = :companyId and a.eventId ="
                    + " :eventId and a.moved and a.toldAt <= :before";

    private final EventRepository events;
    private final WholeEvents wholeEvents;
    private final EventViews views;
    private final Outbox outbox;
    private final Clock clock;

    EventAnnouncements(EventRepository events, WholeEvents wholeEvents, EventViews views, Outbox outbox, Clock clock) {
        this.events = events;
        this.wholeEvents = wholeEvents;
        this.views = views;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Notes in the transaction that moves these events that they have to be told. */
    public Uni<Void> moved(long companyId, Collection<Long> eventIds) {
        return eventIds.isEmpty() ? Uni.createFrom().voidItem() : move(MOVE_THESE, companyId, "eventIds", eventIds);
    }

    /** The same of all at which the artist performs. */
    Uni<Void> movedWithArtist(long companyId, long artistId) {
        return move(MOVE_WITH_ARTIST, companyId, "artistId", artistId);
    }

    /** The same of all that use the guestlist template. */
    Uni<Void> movedWithTemplate(long companyId, long templateId) {
        return move(MOVE_WITH_TEMPLATE, companyId, "templateId", templateId);
    }

    /** Forgets an event that is removed. */
    Uni<Void> forget(Event event) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from EventAnnouncement a where a.companyId = :companyId and a.eventId = :eventId")
                        .setParameter("companyId", event.companyId())
                        .setParameter("eventId", event.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Tells what has moved; an event that fails holds up no other. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tell() {
        return due().onItem()
                .transformToMulti(moved -> Multi.createFrom().iterable(moved))
                .call(moved -> tellOrComeBack(moved.companyId(), moved.eventId()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @WithSession
    Uni<List<EventAnnouncement>> due() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(DUE, EventAnnouncement.class)
                        .setParameter("before", clock.instant().minus(PAUSE))
                        .setMaxResults(MOVED_AT_ONCE)
                        .getResultList());
    }

    private Uni<Void> tellOrComeBack(long companyId, long eventId) {
        return tell(companyId, eventId)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "An event is told later companyId=%d eventId=%d", companyId, eventId))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * The event comes first, as for everyone who moves it: what is told is then the latest, and nobody waits for somebody
     * who waits for him.
     */
    @WithTransaction
    Uni<Void> tell(long companyId, long eventId) {
        return events.findForUse(companyId, eventId)
                .chain(event -> event.isEmpty() ? Uni.createFrom().voidItem() : tellIfDue(event.get()));
    }

    private Uni<Void> tellIfDue(Event event) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(ONE_DUE, EventAnnouncement.class)
                        .setParameter("companyId", event.companyId())
                        .setParameter("eventId", event.id())
                        .setParameter("before", clock.instant().minus(PAUSE))
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .chain(due -> due == null ? Uni.createFrom().voidItem() : told(event, due));
    }

    private Uni<Void> told(Event event, EventAnnouncement announcement) {
        announcement.told(clock.instant());
        return wholeEvents
                .current(event)
                .chain(now -> outbox.append(EventChanges.of(Action.UPDATE, views.whole(now), null)));
    }

    private static Uni<Void> move(String statement, long companyId, String parameter, Object value) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter("companyId", companyId)
                        .setParameter(parameter, value)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
