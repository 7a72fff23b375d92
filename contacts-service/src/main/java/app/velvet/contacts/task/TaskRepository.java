package app.velvet.contacts.task;

import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.Deletion;
import app.velvet.contacts.log.EmbeddedLogs;
import app.velvet.contacts.note.EmbeddedNotes;
import app.velvet.contacts.note.NoteSubject;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tasks as they are stored, always with their newest notes and logs, at a constant number of queries. */
@ApplicationScoped
class TaskRepository {

    private static final String BY_ID = "select t from Task t where t.companyId = :companyId and t.id = :id";
    private static final String CONTACT_BY_ID =
            "select t.contactId from Task t where t.companyId = :companyId and t.id = :id";
    private static final String OF_CONTACT =
            "select t from Task t where t.companyId = :companyId and t.contactId = :ofId and t.id > :after order by t.id";
    private static final String OF_RESERVATION =
            "select t from Task t where t.companyId = :companyId and t.reservationId = :ofId and t.id > :after order by t.id";

    private final EmbeddedNotes notes;
    private final EmbeddedLogs logs;

    TaskRepository(EmbeddedNotes notes, EmbeddedLogs logs) {
        this.notes = notes;
        this.logs = logs;
    }

    Uni<Optional<Task>> find(long companyId, long id) {
        return Panache.getSession().chain(session -> one(byId(session, BY_ID, Task.class, companyId, id), companyId));
    }

    /** The same, and nobody else changes it, its notes or its logs until the end of the transaction. */
    Uni<Optional<Task>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> one(
                        byId(session, BY_ID, Task.class, companyId, id).setLockMode(LockModeType.PESSIMISTIC_WRITE),
                        companyId));
    }

    Uni<Optional<Long>> findContactId(long companyId, long id) {
        return Panache.getSession()
                .chain(session ->
                        byId(session, CONTACT_BY_ID, Long.class, companyId, id).getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<List<Task>> page(Paging paging, TaskSelection selection, long companyId) {
        return Panache.getSession()
                .chain(session -> selection
                        .tasks(session)
                        .setFirstResult((int) Math.min(paging.offset(), Integer.MAX_VALUE))
                        .setMaxResults(paging.limit())
                        .getResultList())
                .chain(found -> whole(found, companyId));
    }

    Uni<Long> count(TaskSelection selection) {
        return Panache.getSession().chain(session -> selection.count(session).getSingleResult());
    }

    /** The next {@code limit} about a contact in id order, which nobody else changes until the end of the transaction. */
    Uni<List<Task>> nextOfContactForUpdate(long companyId, long contactId, long afterId, int limit) {
        return nextForUpdate(OF_CONTACT, companyId, contactId, afterId, limit);
    }

    /** The same for a reservation. */
    Uni<List<Task>> nextOfReservationForUpdate(long companyId, long reservationId, long afterId, int limit) {
        return nextForUpdate(OF_RESERVATION, companyId, reservationId, afterId, limit);
    }

    Uni<List<Task>> add(List<Task> tasks) {
        return Panache.getSession()
                .chain(session -> session.persistAll(tasks.toArray()))
                .replaceWith(tasks);
    }

    Uni<Void> remove(long companyId, List<Task> tasks) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, tasks));
    }

    /** Reads the notes and logs again. */
    Uni<Task> withPartsOfNow(Task task) {
        return whole(List.of(task), task.companyId()).replaceWith(task);
    }

    private Uni<List<Task>> nextForUpdate(String query, long companyId, long ofId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(query, Task.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ofId", ofId)
                        .setParameter("after", afterId)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .chain(found -> whole(found, companyId));
    }

    private static <T> Mutiny.SelectionQuery<T> byId(
            Mutiny.Session session, String query, Class<T> type, long companyId, long id) {
        return session.createSelectionQuery(query, type)
                .setParameter("companyId", companyId)
                .setParameter("id", id);
    }

    private Uni<Optional<Task>> one(Mutiny.SelectionQuery<Task> query, long companyId) {
        return query.getResultList()
                .chain(found -> whole(found, companyId))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<Task>> whole(List<Task> tasks, long companyId) {
        if (tasks.isEmpty()) {
            return Uni.createFrom().item(tasks);
        }
        var ids = tasks.stream().map(Task::id).toList();
        return notes.of(NoteSubject.TASK, companyId, ids)
                .chain(notesOf -> logs.of(companyId, ids)
                        .invoke(logsOf ->
                                tasks.forEach(task -> task.loadedWith(notesOf.get(task.id()), logsOf.get(task.id())))))
                .replaceWith(tasks);
    }
}
