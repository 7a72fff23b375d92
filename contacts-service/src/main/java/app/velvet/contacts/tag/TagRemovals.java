package app.velvet.contacts.tag;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
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

    private static final String UNFINISHED = "select r from TagRemoval r order by r.removedAt, r.companyId, r.tagId";
    private static final String OF_TAG =
            "select r from TagRemoval r where r.companyId = :companyId and r.tagId = :tagId";

    private final Tagged tagged;

    TagRemovals(Tagged tagged) {
        this.tagged = tagged;
    }

    /** Finishes what is left, one removal after the other; one that fails holds up no other. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return unfinished()
                .onItem()
                .transformToMulti(removals -> Multi.createFrom().iterable(removals))
                .call(removal -> finish(removal))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> finish(TagRemoval removal) {
        return ChunkedWork.untilDone(() -> advance(removal.companyId(), removal.tagId()));
    }

    /** The first chunk of a tag's removal: most tags are then gone. What goes wrong, {@link #finish} makes good. */
    Uni<Void> begin(long companyId, long tagId) {
        return advance(companyId, tagId).replaceWithVoid();
    }

    @WithSession
    Uni<List<TagRemoval>> unfinished() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(UNFINISHED, TagRemoval.class)
                        .setMaxResults(REMOVALS_AT_ONCE)
                        .getResultList());
    }

    /** Whether there may be more to do; a failure is a reason to come back later. */
    private Uni<Boolean> advance(long companyId, long tagId) {
        return chunk(companyId, tagId)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "A tag leaves its contacts later companyId=%d tagId=%d", companyId, tagId))
                .onFailure()
                .recoverWithItem(false);
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
