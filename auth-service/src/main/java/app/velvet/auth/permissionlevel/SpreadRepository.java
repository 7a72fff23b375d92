package app.velvet.auth.permissionlevel;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class SpreadRepository implements PanacheRepositoryBase<Spread, Long> {

    /** Begins one, or lets the one that is under way begin anew. */
    Uni<Void> begin(long companyId, long levelId, long actorId) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into permission_spread (company_id, permission_level_id, actor_id)
                                values (?1, ?2, ?3)
                                on conflict (company_id, permission_level_id)
                                do update set actor_id = excluded.actor_id, after_user_id = 0
                                """)
                        .setParameter(1, companyId)
                        .setParameter(2, levelId)
                        .setParameter(3, actorId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Held until the transaction ends, so that one at a time goes on with it. */
    Uni<Optional<Spread>> findForChange(long companyId, long levelId) {
        return find("companyId = ?1 and permissionLevelId = ?2", companyId, levelId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<Void> remove(Spread spread) {
        return getSession().chain(session -> Deletion.of(session, spread.companyId(), List.of(spread)));
    }

    Uni<List<Spread>> listUnfinished() {
        return list("order by companyId, permissionLevelId");
    }
}
