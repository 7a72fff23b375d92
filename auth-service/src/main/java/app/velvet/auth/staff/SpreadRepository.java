package app.velvet.auth.staff;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;

/** The changes of permission levels that have yet to reach users. */
@ApplicationScoped
class SpreadRepository {

    private static final int MOST = 100;

    private static final String BEGIN = """
            insert into permission_spread (company_id, permission_level_id, actor_id)
            values (:companyId, :levelId, :actorId)
            on conflict (company_id, permission_level_id)
            do update set actor_id = excluded.actor_id, after_user_id = 0
            """;
    private static final String POSITION =
            "select s.afterUserId from Spread s where s.companyId = :companyId and s.permissionLevelId = :levelId";
    private static final String AT_POSITION =
            "select s from Spread s where s.companyId = :companyId and s.permissionLevelId = :levelId and s.afterUserId = :position";
    private static final String UNFINISHED = "select s from Spread s order by s.companyId, s.permissionLevelId";

    /** Begins one, or lets the one that is under way begin anew. */
    Uni<Void> begin(long companyId, long levelId, long actorId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BEGIN)
                        .setParameter("companyId", companyId)
                        .setParameter("levelId", levelId)
                        .setParameter("actorId", actorId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The id of the last user who has followed, 0 if none has; empty if there is no such spread. */
    Uni<Optional<Long>> findPosition(long companyId, long levelId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(POSITION, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("levelId", levelId)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** The spread if it still is at that position and nobody else is at it; nobody will be until the transaction ends. */
    Uni<Optional<Spread>> findForUpdate(long companyId, long levelId, long position) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(AT_POSITION, Spread.class)
                        .setParameter("companyId", companyId)
                        .setParameter("levelId", levelId)
                        .setParameter("position", position)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Void> remove(Spread spread) {
        return Panache.getSession().chain(session -> Deletion.of(session, spread.companyId(), List.of(spread)));
    }

    /** Some of all companies'. */
    Uni<List<Spread>> unfinished() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(UNFINISHED, Spread.class)
                        .setMaxResults(MOST)
                        .getResultList());
    }
}
