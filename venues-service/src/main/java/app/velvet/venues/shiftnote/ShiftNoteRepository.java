package app.velvet.venues.shiftnote;

import app.velvet.api.permission.Right;
import app.velvet.api.persistence.Deletion;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shift notes as they are stored. */
@ApplicationScoped
class ShiftNoteRepository {

    private static final String AFTER = """
            select n from EventShiftNote n join Event e on e.companyId = n.companyId and e.id = n.eventId
             where n.companyId = :companyId and n.id > :after and (:all = true or e.venueId in :venueIds) %s
             order by n.id
            """;
    private static final String OF_ONE_EVENT = "and n.eventId = :eventId";
    private static final String EVENT =
            "select n.eventId from EventShiftNote n where n.companyId = :companyId and n.id = :id";
    private static final String BY_ID = "select n from EventShiftNote n where n.companyId = :companyId and n.id = :id";
    private static final String OF_EVENT =
            "select n from EventShiftNote n where n.companyId = :companyId and n.eventId = :eventId order by n.id";

    /**
     * The next {@code limit} that a reader may see, in id order.
     *
     * @param eventId of which event; null for all
     */
    Uni<List<EventShiftNote>> after(long id, int limit, Caller reader, Long eventId) {
        return Panache.getSession()
                .chain(session -> visible(session, reader, eventId)
                        .setParameter("after", id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    Uni<Optional<EventShiftNote>> find(long companyId, long id) {
        return byId(companyId, id, LockModeType.NONE);
    }

    /** The event that a note is of at this moment. */
    Uni<Optional<Long>> eventOf(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(EVENT, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /**
     * A note that nobody else changes before the end of the transaction. To be the first that the session loads of it: one that
     * it has already stays as it was then.
     */
    Uni<Optional<EventShiftNote>> findForUpdate(long companyId, long id) {
        return byId(companyId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<List<EventShiftNote>> ofEvent(long companyId, long eventId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_EVENT, EventShiftNote.class)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .getResultList());
    }

    Uni<EventShiftNote> add(EventShiftNote note) {
        return Panache.getSession().chain(session -> session.persist(note)).replaceWith(note);
    }

    Uni<Void> removeAll(long companyId, Collection<EventShiftNote> notes) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, notes));
    }

    private static Mutiny.SelectionQuery<EventShiftNote> visible(Mutiny.Session session, Caller reader, Long eventId) {
        var reading = reader.reach(Right.READ_EVENTS);
        var query = session.createSelectionQuery(
                        AFTER.formatted(eventId == null ? "" : OF_ONE_EVENT), EventShiftNote.class)
                .setParameter("companyId", reader.companyId())
                .setParameter("all", reading.company())
                .setParameter("venueIds", reading.venueIds());
        return eventId == null ? query : query.setParameter("eventId", eventId);
    }

    private static Uni<Optional<EventShiftNote>> byId(long companyId, long id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, EventShiftNote.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
