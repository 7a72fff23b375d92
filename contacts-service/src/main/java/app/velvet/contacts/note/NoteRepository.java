package app.velvet.contacts.note;

import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes as they are stored. */
@ApplicationScoped
class NoteRepository {

    private static final String BY_ID = "select n from Note n where n.companyId = :companyId and n.id = :id";
    private static final String ABOUT_BY_ID =
            "select n.reservationId, n.guestlistId, n.contactId, n.taskId from Note n where n.companyId = :companyId and n.id = :id";
    private static final String OF =
            "select n from Note n where n.companyId = :companyId and n.%s = :aboutId and n.id > :after order by n.id";

    Uni<Optional<Note>> find(long companyId, long id) {
        return Panache.getSession()
                .chain(session ->
                        byId(session, BY_ID, Note.class, companyId, id).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Uni<Optional<Note>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, BY_ID, Note.class, companyId, id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** What a note is about, without the note itself, which is yet to be locked; empty if there is no such note. */
    Uni<Optional<About>> findAbout(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, ABOUT_BY_ID, Object[].class, companyId, id)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(NoteRepository::about));
    }

    Uni<List<Note>> page(Paging paging, NoteSelection selection) {
        return Panache.getSession()
                .chain(session -> selection
                        .notes(session)
                        .setFirstResult((int) Math.min(paging.offset(), Integer.MAX_VALUE))
                        .setMaxResults(paging.limit())
                        .getResultList());
    }

    Uni<Long> count(NoteSelection selection) {
        return Panache.getSession().chain(session -> selection.count(session).getSingleResult());
    }

    /** The next {@code limit} about one thing in id order, which nobody else changes until the end of the transaction. */
    Uni<List<Note>> nextForUpdate(long companyId, About about, long afterId, int limit) {
        var query = OF.formatted(about.subject().attribute());
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(query, Note.class)
                        .setParameter("companyId", companyId)
                        .setParameter("aboutId", about.id())
                        .setParameter("after", afterId)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<Note> add(Note note) {
        return Panache.getSession().chain(session -> session.persist(note)).replaceWith(note);
    }

    Uni<Void> remove(long companyId, List<Note> notes) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, notes));
    }

    private static <T> Mutiny.SelectionQuery<T> byId(
            Mutiny.Session session, String query, Class<T> type, long companyId, long id) {
        return session.createSelectionQuery(query, type)
                .setParameter("companyId", companyId)
                .setParameter("id", id);
    }

    private static About about(Object[] ids) {
        for (var subject : NoteSubject.values()) {
            if (ids[subject.ordinal()] != null) {
                return new About(subject, (Long) ids[subject.ordinal()]);
            }
        }
        throw new IllegalStateException("A note about nothing");
    }
}
