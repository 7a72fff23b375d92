package app.velvet.contacts.tag;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.persistence.Deletion;
import app.velvet.events.Backoff;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes removed tags off all that carries them, chunk by chunk. A chunk is a transaction, so that no tag is too popular to
 * be removed; what is left to do is stored, so that it gets done whoever crashes; replicas share the work.
 */
@ApplicationScoped
class TagRemovals {

    private static final Logger LOG = Logger.getLogger(TagRemovals.class);

    private static final int CHUNK = 500;
    private static final int REMOVALS_AT_ONCE = 100;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    private static final String DUE =
            "select r from TagRemoval r where r.dueAt <= function('now' as Instant) order by r.dueAt, r.companyId, r.tagId";
    private static final String POSTPONE = """
            update tag_removal set retries = retries + 1, due_at = now() + :pause * interval '1 millisecond'
             where company_id = :companyId and tag_id = :tagId and retries = :retries
            """;
    private static final String OF_TAG =
            "select r from TagRemoval r where r.companyId = :companyId and r.tagId = :tagId";

    private final Tagged tagged;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());

    TagRemovals(Tagged tagged) {
        this.tagged = tagged;
    }

    /** Finishes what is left and due, one removal after the other; one that fails holds up no other. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return due().onItem()
                .transformToMulti(removals -> Multi.createFrom().iterable(removals))
                .call(removal -> finish(removal))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> finish(TagRemoval removal) {
        return ChunkedWork.untilDone(() -> advance(removal.companyId(), removal.tagId())
                .onFailure()
                .recoverWithUni(() -> postpone(removal).replaceWith(false)));
    }

    /** The first chunk of a tag's removal: most tags are then gone. What goes wrong, {@link #finish} makes good. */
    Uni<Void> begin(long companyId, long tagId) {
        return advance(companyId, tagId).replaceWithVoid().onFailure().recoverWithNull();
    }

    @WithSession
    Uni<List<TagRemoval>> due() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(DUE, TagRemoval.class)
                        .setMaxResults(REMOVALS_AT_ONCE)
                        .getResultList());
    }

    /** Whether there may be more to do. */
    private Uni<Boolean> advance(long companyId, long tagId) {
        return chunk(companyId, tagId)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "A tag leaves its contacts later companyId=%d tagId=%d", companyId, tagId));
    }

    /** Has it tried again later, unless somebody else has tried it meanwhile. */
    @WithTransaction
    Uni<Void> postpone(TagRemoval removal) {
        var pause = backoff.after(removal.retries() + 1, Duration.ZERO);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(POSTPONE)
                        .setParameter("pause", pause.toMillis())
                        .setParameter("companyId", removal.companyId())
                        .setParameter("tagId", removal.tagId())
                        .setParameter("retries", removal.retries())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Emits whether there was anything to do that no other replica is at. */
    @WithTransaction
    Uni<Boolean> chunk(long companyId, long tagId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_TAG, TagRemoval.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tagId", tagId)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .call(removal -> removal == null ? Uni.createFrom().voidItem() : goOn(removal))
                .map(Objects::nonNull);
    }

    private Uni<Void> goOn(TagRemoval removal) {
        return tagged.leave(removal.companyId(), removal.tagId(), removal.lastDoneId(), CHUNK, removal.actorId())
                .invoke(last -> last.ifPresent(removal::doneUpTo))
                .chain(last -> last.isPresent() ? Uni.createFrom().voidItem() : end(removal));
    }

    private static Uni<Void> end(TagRemoval removal) {
        return Panache.getSession()
                .chain((Mutiny.Session session) -> Deletion.of(session, removal.companyId(), List.of(removal)));
    }
}
