package app.velvet.auth.apikey;

import app.velvet.auth.user.User;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** API keys as they are stored: users that are no people and have not been deactivated. */
@ApplicationScoped
class ApiKeyRepository {

    private static final String KEYS = "select u from User u where u.companyId = :companyId and u.service and u.active";
    private static final String BY_ID = KEYS + " and u.id = :id";
    private static final String AFTER = KEYS + " and u.id > :after order by u.id";

    /** The next {@code limit} keys of a company in id order. */
    Uni<List<User>> after(long id, int limit, long companyId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(AFTER, User.class)
                        .setParameter("companyId", companyId)
                        .setParameter("after", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Nobody else changes it before the end of the transaction. */
    Uni<Optional<User>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, User.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
