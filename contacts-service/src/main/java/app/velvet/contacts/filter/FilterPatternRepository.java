package app.velvet.contacts.filter;

import app.velvet.api.error.RefusedException;
import app.velvet.api.persistence.Deletion;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Filter patterns as they are stored, always of one user. */
@ApplicationScoped
class FilterPatternRepository {

    private static final String OF_USER = " from FilterPattern p where p.companyId = :companyId and p.userId = :userId";
    private static final String COUNT = "select count(*)" + OF_USER;
    private static final String BY_ID = "select p" + OF_USER + " and p.id = :id";
    private static final String AFTER = "select p" + OF_USER + " and p.id > :id order by p.id";

    /** The next {@code limit} in id order. */
    Uni<List<FilterPattern>> after(long id, int limit, Caller user) {
        return Panache.getSession()
                .chain(session -> query(session, AFTER, FilterPattern.class, user)
                        .setParameter("id", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Fails with {@link FilterError#NOT_FOUND} if the user has no such pattern. */
    Uni<FilterPattern> require(long id, Caller user) {
        return Panache.getSession()
                .chain(session -> byId(session, id, user).getSingleResultOrNull())
                .map(found -> required(found, id));
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Uni<FilterPattern> requireForUpdate(long id, Caller user) {
        return Panache.getSession()
                .chain(session -> byId(session, id, user)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(found -> required(found, id));
    }

    Uni<Long> count(Caller user) {
        return Panache.getSession()
                .chain(session -> query(session, COUNT, Long.class, user).getSingleResult());
    }

    Uni<FilterPattern> add(FilterPattern pattern) {
        return Panache.getSession().chain(session -> session.persist(pattern)).replaceWith(pattern);
    }

    Uni<Void> remove(FilterPattern pattern) {
        return Panache.getSession().chain(session -> Deletion.of(session, pattern.companyId(), List.of(pattern)));
    }

    private static FilterPattern required(FilterPattern found, long id) {
        return Optional.ofNullable(found).orElseThrow(() -> new RefusedException(FilterError.NOT_FOUND, id));
    }

    private static Mutiny.SelectionQuery<FilterPattern> byId(Mutiny.Session session, long id, Caller user) {
        return query(session, BY_ID, FilterPattern.class, user).setParameter("id", id);
    }

    private static <T> Mutiny.SelectionQuery<T> query(
            Mutiny.Session session, String query, Class<T> type, Caller user) {
        return session.createSelectionQuery(query, type)
                .setParameter("companyId", user.companyId())
                .setParameter("userId", user.userId());
    }
}
