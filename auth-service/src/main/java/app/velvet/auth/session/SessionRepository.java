package app.velvet.auth.session;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;

/** Sessions as they are stored. */
@ApplicationScoped
class SessionRepository {

    private static final String LIVE =
            "select s from Session s where s.companyId = :companyId and s.id = :id and s.endedAt is null";
    private static final String LIVE_OF_USER =
            "select s from Session s where s.companyId = :companyId and s.userId = :userId and s.endedAt is null and s.expiresAt > :now order by s.id";
    private static final String EXPIRED =
            "select s from Session s where s.expiresAt < :time order by s.expiresAt, s.id";

    /** That session if it has not ended; nobody else changes it until the end of the transaction. */
    Uni<Optional<Session>> findLiveForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(LIVE, Session.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /**
     * The sessions of a user that neither ended nor expired, in id order, which nobody else changes until the end of the
     * transaction.
     */
    Uni<List<Session>> liveOfUserForUpdate(long companyId, long userId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(LIVE_OF_USER, Session.class)
                        .setParameter("companyId", companyId)
                        .setParameter("userId", userId)
                        .setParameter("now", now)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Sessions of all companies that expired before {@code time}, except those that another replica is just forgetting. */
    Uni<List<Session>> expiredForUpdate(Instant time, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(EXPIRED, Session.class)
                        .setParameter("time", time)
                        .setMaxResults(limit)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getResultList());
    }

    Uni<Session> add(Session newSession) {
        return Panache.getSession()
                .call(session -> session.persist(newSession))
                .chain(session -> session.flush())
                .replaceWith(newSession);
    }

    Uni<Void> remove(long companyId, List<Session> removed) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, removed));
    }
}
