package app.velvet.contacts.goal;

import app.velvet.api.persistence.ChunkedWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Counts anew what companies have reached, beside their work: those that have got other clocks, and those that an operator has
 * named. A step is a transaction, which the database does; what is left to do is stored, so that it gets done whoever crashes;
 * replicas share the work.
 */
@ApplicationScoped
class GoalRecounts {

    private static final Logger LOG = Logger.getLogger(GoalRecounts.class);

    private static final int AT_ONCE = 100;

    private static final String UNFINISHED = """
            select company_id from goal_recount union select company_id from goal_correction order by company_id limit :atOnce
            """;
    private static final String STEP = "select go_on_recounting_goals(:companyId)";

    /** Finishes what is left, one company after the other; one that fails holds up no other. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return unfinished()
                .chain(companyIds -> Multi.createFrom()
                        .iterable(companyIds)
                        .call(companyId -> ChunkedWork.untilDone(() -> advance(companyId)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    @WithSession
    Uni<List<Long>> unfinished() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UNFINISHED, Long.class)
                        .setParameter("atOnce", AT_ONCE)
                        .getResultList());
    }

    /** Whether there may be more to do; a failure is a reason to come back later. */
    private Uni<Boolean> advance(long companyId) {
        return step(companyId)
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Goals are counted anew later companyId=%d", companyId))
                .onFailure()
                .recoverWithItem(false);
    }

    @WithTransaction
    Uni<Boolean> step(long companyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STEP, Boolean.class)
                        .setParameter("companyId", companyId)
                        .getSingleResult());
    }
}
