package app.velvet.contacts.tag;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.Function;
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

    private static final String NEXT = "select r from TagRemoval r order by r.removedAt, r.tagId";
    private static final String OF_TAG =
            "select r from TagRemoval r where r.companyId = :companyId and r.tagId = :tagId";

    private final Tagged tagged;

    TagRemovals(Tagged tagged) {
        this.tagged = tagged;
    }

    /** Goes on until nothing is left that another replica is not at. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return Multi.createBy()
                .repeating()
                .uni(() -> chunk(session -> session.createSelectionQuery(NEXT, TagRemoval.class)))
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The first chunk of a tag's removal: most tags are then gone. What goes wrong, {@link #finish} makes good. */
    Uni<Void> begin(long companyId, long tagId) {
        return chunk(session -> session.createSelectionQuery(OF_TAG, TagRemoval.class)
                        .setParameter("companyId", companyId)
                        .setParameter("tagId", tagId))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "A tag leaves its contacts later companyId=%d tagId=%d", companyId, tagId))
                .onFailure()
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    /** @return whether there was anything to do */
    @WithTransaction
    Uni<Boolean> chunk(Function<Mutiny.Session, Mutiny.SelectionQuery<TagRemoval>> removals) {
        return Panache.getSession()
                .chain(session -> removals.apply(session)
                        .setMaxResults(1)
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
        return Panache.getSession().chain((Mutiny.Session session) -> session.remove(removal));
    }
}
