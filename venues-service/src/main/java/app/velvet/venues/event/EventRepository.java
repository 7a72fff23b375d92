package app.velvet.venues.event;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Events as they are stored; {@link WholeEvents} reads them with what hangs on them. */
@ApplicationScoped
class EventRepository {

    private static final String BY_ID = "select e from Event e where e.companyId = :companyId and e.id = :id";
    private static final String SELECTED_IDS = "select e.id from Event e where %s order by e.times.date, e.id";
    private static final String SELECTED_TEMPLATES =
            "select distinct e.guestlistTemplateId from Event e where %s and e.guestlistTemplateId is not null";
    private static final String OF_VENUE =
            "select e from Event e where e.companyId = :companyId and e.venueId = :venueId"
                    + " and e.id > :afterId order by e.id";
    private static final String WITH_TEMPLATE =
            "select count(*) from Event e where e.companyId = :companyId and e.guestlistTemplateId = :templateId";
    private static final String WITH_ARTIST = "select count(*) from Event e where e.companyId = :companyId and"
            + " array_contains(e.artistIds, cast(:artistId as Long))";

    /** The ids of the first {@code limit} of a selection, by date. */
    Uni<List<Long>> ids(EventSelection selection, int limit) {
        return Panache.getSession()
                .chain(session -> selection
                        .bind(session.createSelectionQuery(SELECTED_IDS.formatted(selection.conditions()), Long.class))
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** The guestlist templates that a selection uses. */
    Uni<List<Long>> templateIds(EventSelection selection) {
        return Panache.getSession()
                .chain(session -> selection
                        .bind(session.createSelectionQuery(
                                SELECTED_TEMPLATES.formatted(selection.conditions()), Long.class))
                        .getResultList());
    }

    Uni<Optional<Event>> find(long companyId, long id) {
        return find(companyId, id, LockModeType.NONE);
    }

    /** An event that nobody else changes, or books at, until the end of the transaction. */
    Uni<Optional<Event>> findForUpdate(long companyId, long id) {
        return find(companyId, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** An event that nobody changes or removes until the end of the transaction. */
    Uni<Optional<Event>> findForUse(long companyId, long id) {
        return find(companyId, id, LockModeType.PESSIMISTIC_READ);
    }

    /** The next {@code limit} of a venue in id order, which nobody else changes until the end of the transaction. */
    Uni<List<Event>> ofVenueForUpdate(long companyId, long venueId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_VENUE, Event.class)
                        .setParameter("companyId", companyId)
                        .setParameter("venueId", venueId)
                        .setParameter("afterId", afterId)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<Boolean> anyWithTemplate(long companyId, long templateId) {
        return any(WITH_TEMPLATE, companyId, "templateId", templateId);
    }

    Uni<Boolean> anyWithArtist(long companyId, long artistId) {
        return any(WITH_ARTIST, companyId, "artistId", artistId);
    }

    Uni<Event> add(Event event) {
        return Panache.getSession().chain(session -> session.persist(event)).replaceWith(event);
    }

    Uni<Void> remove(Event event) {
        return Panache.getSession().chain(session -> Deletion.of(session, event.companyId(), List.of(event)));
    }

    private static Uni<Boolean> any(String query, long companyId, String parameter, long value) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(query, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter(parameter, value)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    private static Uni<Optional<Event>> find(long companyId, long id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Event.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .setLockMode(lock)
                        .getResultList())
                .map(found -> found.stream().findFirst());
    }
}
