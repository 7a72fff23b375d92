package app.velvet.auth.permissionlevel;

import app.velvet.api.error.RefusedException;
import app.velvet.api.persistence.Deletion;
import app.velvet.auth.UniqueConstraint;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class PermissionLevelRepository implements PanacheRepository<PermissionLevel> {

    Uni<List<PermissionLevel>> listOf(long companyId) {
        return list("companyId = ?1 order by id", companyId);
    }

    /** Empty for no id and for the id of no level of this company. */
    public Uni<Optional<PermissionLevel>> find(long companyId, Long id) {
        return one(companyId, id).firstResult().map(Optional::ofNullable);
    }

    /** As {@link #find}; until the transaction ends the level neither changes nor goes. */
    public Uni<Optional<PermissionLevel>> findAndHold(long companyId, Long id) {
        return one(companyId, id)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<PermissionLevel> requireForChange(long companyId, long id) {
        return one(companyId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> new RefusedException(PermissionLevelError.NOT_FOUND, id));
    }

    Uni<Boolean> isNameTaken(long companyId, String name, long exceptId) {
        return count("companyId = ?1 and lower(name) = lower(?2) and id <> ?3", companyId, name, exceptId)
                .map(count -> count > 0);
    }

    /** Stores what is new or has changed. Two who take the same name at once both find it free: one fails here. */
    Uni<PermissionLevel> store(PermissionLevel level) {
        return persistAndFlush(level)
                .onFailure(failure -> UniqueConstraint.isViolated(failure, "uq_permission_level_name"))
                .transform(race -> new RefusedException(PermissionLevelError.NAME_IN_USE, level.name()));
    }

    private PanacheQuery<PermissionLevel> one(long companyId, Long id) {
        return find("companyId = ?1 and id = ?2", companyId, id);
    }

    Uni<Void> remove(PermissionLevel level) {
        return getSession().chain(session -> Deletion.of(session, level.companyId(), List.of(level)));
    }
}
