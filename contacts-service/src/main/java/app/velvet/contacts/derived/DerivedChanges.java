package app.velvet.contacts.derived;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.persistence.Deletion;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.events.Backoff;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Has dependants follow their origins, chunk by chunk. A chunk is a transaction, so that nothing has too many dependants to
 * be changed; what is left to do is stored, so that it gets done whoever crashes; replicas share the work. An origin that
 * changes again while its dependants follow has them begin anew: what they follow is always what it is by then.
 */
@ApplicationScoped
public class DerivedChanges {

    private static final Logger LOG = Logger.getLogger(DerivedChanges.class);

    static final int CHUNK = 500;
    static final int AT_ONCE = 100;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    private static final String DUE =
            "select d from DerivedChange d where d.dueAt <= function('now' as Instant) order by d.dueAt, d.id";
    /** Others have their turn first. */
    private static final String ADVANCE = """
            update derived_change set last_done_id = :lastDoneId, retries = 0, due_at = now()
             where company_id = :companyId and id = :id
            """;

    private static final String POSTPONE = """
            update derived_change set retries = retries + 1, due_at = now() + :pause * interval '1 millisecond'
             where company_id = :companyId and id = :id and retries = :retries
            """;
    private static final String OF_ORIGIN =
            "select d from DerivedChange d where d.companyId = :companyId and d.originClass = :originClass and d.originId = :originId order by d.id";
    private static final String BY_ID = "select d from DerivedChange d where d.companyId = :companyId and d.id = :id";

    private final Map<String, Dependants> dependants;
    private final RequestedChanges requested;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());

    DerivedChanges(@All List<Dependants> dependants, RequestedChanges requested) {
        this.dependants = new TreeMap<>(dependants.stream().collect(toMap(Dependants::className, Function.identity())));
        this.requested = requested;
    }

    /** Has all that follow these aspects follow the origin; to be called in the transaction that changes it. */
    public Uni<Void> request(Origin origin, Set<Aspect> changed, Long actorId) {
        return request(origin.companyId(), origin.className(), List.of(origin.id()), changed, actorId);
    }

    /** The same for many origins of a class. */
    public Uni<Void> request(
            long companyId, String originClass, Collection<Long> originIds, Set<Aspect> changed, Long actorId) {
        var following = dependants.values().stream()
                .filter(one -> changed.stream().anyMatch(aspect -> one.follow(originClass, aspect)))
                .map(Dependants::className)
                .sorted()
                .toList();
        return following.isEmpty() || originIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : requested.add(companyId, originClass, originIds, following, actorId);
    }

    /**
     * Has all that follows this aspect of these origins follow them, in the transaction of an event's handler. The origins
     * must be held, so that nothing begins to hang on them meanwhile.
     */
    public void request(
            Connection transaction, long companyId, String originClass, Collection<Long> originIds, Aspect changed)
            throws SQLException {
        for (var following : dependants.values()) {
            if (!originIds.isEmpty() && following.follow(originClass, changed)) {
                var followed = following.followed(transaction, companyId, originClass, originIds);
                requested.add(transaction, companyId, originClass, followed, following.className());
            }
        }
    }

    /**
     * Does the first chunk of what was requested for an origin, after the commit: most have no more dependants. What goes
     * wrong, {@link #finish} makes good.
     */
    public Uni<Void> begin(Origin origin) {
        return requestedFor(origin)
                .call(this::advanceEach)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure,
                        "A change is followed later companyId=%d originClass=%s originId=%d",
                        origin.companyId(),
                        origin.className(),
                        origin.id()))
                .onFailure()
                .recoverWithNull();
    }

    /** Finishes what is left and due, in turns: one that takes long, or fails, holds up no other. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return ChunkedWork.untilDone(() -> due().chain(this::advanceEach));
    }

    /** By a chunk. Emits whether there may be more to do. */
    private Uni<Boolean> advanceEach(List<DerivedChange> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(this::advance)
                .collect()
                .with(Collectors.reducing(false, Boolean::logicalOr));
    }

    @WithSession
    Uni<List<DerivedChange>> due() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(DUE, DerivedChange.class)
                        .setMaxResults(AT_ONCE)
                        .getResultList());
    }

    @WithSession
    Uni<List<DerivedChange>> requestedFor(Origin origin) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_ORIGIN, DerivedChange.class)
                        .setParameter("companyId", origin.companyId())
                        .setParameter("originClass", origin.className())
                        .setParameter("originId", origin.id())
                        .getResultList());
    }

    /** Whether there may be more to do; a failure is a reason to come back later. */
    private Uni<Boolean> advance(DerivedChange change) {
        return chunk(change.origin().companyId(), change.id())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure,
                        "A change is followed later companyId=%d originClass=%s originId=%d dependants=%s",
                        change.origin().companyId(),
                        change.origin().className(),
                        change.origin().id(),
                        change.dependants()))
                .onFailure()
                .recoverWithUni(() -> postpone(change).replaceWith(false));
    }

    /** Has it tried again later, unless somebody else has tried it meanwhile. */
    @WithTransaction
    Uni<Void> postpone(DerivedChange change) {
        var pause = backoff.after(change.retries() + 1, Duration.ZERO);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(POSTPONE)
                        .setParameter("pause", pause.toMillis())
                        .setParameter("companyId", change.origin().companyId())
                        .setParameter("id", change.id())
                        .setParameter("retries", change.retries())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Emits whether there was anything to do that no other replica is at. */
    @WithTransaction
    Uni<Boolean> chunk(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, DerivedChange.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .call(change -> change == null ? Uni.createFrom().voidItem() : goOn(change))
                .map(Objects::nonNull);
    }

    private Uni<Void> goOn(DerivedChange change) {
        return dependants
                .get(change.dependants())
                .bringUpToDate(change.origin(), change.lastDoneId(), CHUNK, change.actorId())
                .chain(last -> last.isPresent() ? doneUpTo(change, last.get()) : end(change));
    }

    private static Uni<Void> doneUpTo(DerivedChange change, long dependantId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADVANCE)
                        .setParameter("lastDoneId", dependantId)
                        .setParameter("companyId", change.origin().companyId())
                        .setParameter("id", change.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> end(DerivedChange change) {
        return Panache.getSession()
                .chain((Mutiny.Session session) ->
                        Deletion.of(session, change.origin().companyId(), List.of(change)));
    }
}
