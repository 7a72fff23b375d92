package app.velvet.auth.permissionlevel;

import app.velvet.api.error.RefusedException;
import app.velvet.api.persistence.Deletion;
import app.velvet.api.persistence.UniqueConstraint;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Permission levels as they are stored. */
@ApplicationScoped
public class PermissionLevelRepository {

    private static final String AFTER =
            "select l from PermissionLevel l where l.companyId = :companyId and l.id > :after order by l.id";
    private static final String BY_ID = "select l from PermissionLevel l where l.companyId = :companyId and l.id = :id";
    private static final String OTHERS_OF_NAME =
            "select count(*) from PermissionLevel l where l.companyId = :companyId and lower(l.name) = lower(:name) and l.id <> :exceptId";

    /** The next {@code limit} in id order. */
    Uni<List<PermissionLevel>> after(long id, int limit, long companyId) {
        return Panache.getSession()
                .chain(session -> query(session, AFTER, companyId)
                        .setParameter("after", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Empty for no id and for the id of no level of this company. */
    public Uni<Optional<PermissionLevel>> find(long companyId, Long id) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId, id).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** As {@link #find}; the level neither changes nor goes until the end of the transaction. */
    public Uni<Optional<PermissionLevel>> findForUse(long companyId, Long id) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId, id)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** A level that nobody else changes or begins to use until the end of the transaction. */
    Uni<PermissionLevel> requireForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId, id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(level -> Optional.ofNullable(level)
                        .orElseThrow(() -> new RefusedException(PermissionLevelError.NOT_FOUND, id)));
    }

    Uni<Boolean> isNameTaken(long companyId, String name, long exceptId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OTHERS_OF_NAME, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("name", name)
                        .setParameter("exceptId", exceptId)
                        .getSingleResult())
                .map(others -> others > 0);
    }

    /** Two who take the same name at once both find it free: one fails here, with a {@link PermissionLevelError}. */
    public Uni<PermissionLevel> add(PermissionLevel level) {
        return Panache.getSession().chain(session -> session.persist(level)).chain(() -> store(level));
    }

    /** Writes what has changed; fails as {@link #add} does. */
    Uni<PermissionLevel> store(PermissionLevel level) {
        return Panache.getSession()
                .chain(Mutiny.Session::flush)
                .onFailure(UniqueConstraint.violation("uq_permission_level_name"))
                .transform(race -> new RefusedException(PermissionLevelError.NAME_IN_USE, level.name()))
                .replaceWith(level);
    }

    Uni<Void> remove(PermissionLevel level) {
        return Panache.getSession().chain(session -> Deletion.of(session, level.companyId(), List.of(level)));
    }

    private static Mutiny.SelectionQuery<PermissionLevel> byId(Mutiny.Session session, long companyId, Long id) {
        return query(session, BY_ID, companyId).setParameter("id", id);
    }

    private static Mutiny.SelectionQuery<PermissionLevel> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, PermissionLevel.class).setParameter("companyId", companyId);
    }
}
