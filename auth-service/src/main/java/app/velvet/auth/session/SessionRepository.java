package app.velvet.auth.session;

import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;

@ApplicationScoped
class SessionRepository implements PanacheRepository<Session> {

    /** That session, if it has not ended, in a list that is empty otherwise; held until the transaction ends. */
    Uni<List<Session>> holdLive(long companyId, long id) {
        return find("companyId = ?1 and id = ?2 and endedAt is null", companyId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The sessions of a user that neither ended nor expired, in id order; held until the transaction ends. */
    Uni<List<Session>> holdLiveOfUser(long companyId, long userId, Instant now) {
        return find(
                        "companyId = ?1 and userId = ?2 and endedAt is null and expiresAt > ?3 order by id",
                        companyId,
                        userId,
                        now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Sessions that expired before {@code time}, except those that another replica is just forgetting. */
    Uni<List<Session>> holdExpired(Instant time, int limit) {
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Session where expiresAt < ?1 order by expiresAt, id", Session.class)
                        .setParameter(1, time)
                        .setMaxResults(limit)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getResultList());
    }
}
