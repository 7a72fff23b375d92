package app.velvet.contacts.log;

import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Logs as they are stored. */
@ApplicationScoped
class LogRepository {

    private static final String BY_ID = "select l from LogMethod l where l.companyId = :companyId and l.id = :id";
    private static final String PLACE_BY_ID =
            "select l.contactId, l.taskId from LogMethod l where l.companyId = :companyId and l.id = :id";
    private static final String LATEST =
            "select max(l.details.date) from LogMethod l where l.companyId = :companyId and l.contactId = :contactId";
    private static final String OF_CONTACT =
            "select l from LogMethod l where l.companyId = :companyId and l.contactId = :contactId and l.id > :after order by l.id";

    /** Where a log belongs, which never changes. */
    record Place(long contactId, Long taskId) {}

    /** Without the log itself, which is yet to be locked; empty if there is no such log. */
    Uni<Optional<Place>> findPlace(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, PLACE_BY_ID, Object[].class, companyId, id)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(place -> new Place((Long) place[0], (Long) place[1])));
    }

    /** Nobody else changes it until the end of the transaction. */
    Uni<Optional<LogMethod>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, BY_ID, LogMethod.class, companyId, id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<List<LogMethod>> page(Paging paging, LogSelection selection) {
        return Panache.getSession()
                .chain(session -> selection
                        .logs(session)
                        .setFirstResult((int) Math.min(paging.offset(), Integer.MAX_VALUE))
                        .setMaxResults(paging.limit())
                        .getResultList());
    }

    Uni<Long> count(LogSelection selection) {
        return Panache.getSession().chain(session -> selection.count(session).getSingleResult());
    }

    /** When the latest conversation with a contact was, of those that are flushed; null if there is none. */
    Uni<Instant> latest(long companyId, long contactId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(LATEST, Instant.class)
                        .setParameter("companyId", companyId)
                        .setParameter("contactId", contactId)
                        .getSingleResultOrNull());
    }

    /** The next {@code limit} about a contact in id order, which nobody else changes until the end of the transaction. */
    Uni<List<LogMethod>> nextForUpdate(long companyId, long contactId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_CONTACT, LogMethod.class)
                        .setParameter("companyId", companyId)
                        .setParameter("contactId", contactId)
                        .setParameter("after", afterId)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<LogMethod> add(LogMethod log) {
        return Panache.getSession()
                .call(session -> session.persist(log))
                .call(Mutiny.Session::flush)
                .replaceWith(log);
    }

    Uni<Void> remove(long companyId, List<LogMethod> logs) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, logs));
    }

    private static <T> Mutiny.SelectionQuery<T> byId(
            Mutiny.Session session, String query, Class<T> type, long companyId, long id) {
        return session.createSelectionQuery(query, type)
                .setParameter("companyId", companyId)
                .setParameter("id", id);
    }
}
