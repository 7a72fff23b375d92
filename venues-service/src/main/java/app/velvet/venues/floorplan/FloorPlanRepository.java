package app.velvet.venues.floorplan;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Floor plans as they are stored: those of venues and the copies of their events. */
@ApplicationScoped
class FloorPlanRepository {

    private static final String OF_VENUE =
            "select p from %s p where p.companyId = :companyId and p.venueId = :ownerId and p.eventId is null order by p.id";
    private static final String OF_EVENT =
            "select p from %s p where p.companyId = :companyId and p.eventId = :ownerId order by p.id";

    private static final String THOSE_OF_EVENT =
            "select p from %s p where p.companyId = :companyId and p.eventId = :eventId and p.id in :ids order by p.id";

    Uni<FloorPlan> ofVenue(long companyId, long venueId) {
        return Panache.getSession().chain(session -> plan(session, OF_VENUE, companyId, venueId));
    }

    Uni<FloorPlan> ofEvent(long companyId, long eventId) {
        return Panache.getSession().chain(session -> plan(session, OF_EVENT, companyId, eventId));
    }

    /** Those of these that the event has, in id order. */
    <T> Uni<List<T>> findOfEvent(long companyId, long eventId, Collection<Long> ids, Class<T> type) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(THOSE_OF_EVENT.formatted(type.getSimpleName()), type)
                        .setParameter("companyId", companyId)
                        .setParameter("eventId", eventId)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    <T> Uni<T> add(T part) {
        return Panache.getSession().chain(session -> session.persist(part)).replaceWith(part);
    }

    <T> Uni<List<T>> addAll(List<T> parts) {
        return Panache.getSession()
                .chain(session -> session.persistAll(parts.toArray()))
                .replaceWith(parts);
    }

    Uni<Void> removeAll(long companyId, List<?> parts) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, parts));
    }

    private static Uni<FloorPlan> plan(Mutiny.Session session, String query, long companyId, long ownerId) {
        return parts(session, query, FloorRoom.class, companyId, ownerId)
                .chain(rooms -> parts(session, query, FloorSection.class, companyId, ownerId)
                        .chain(sections -> parts(session, query, FloorTable.class, companyId, ownerId)
                                .map(tables -> new FloorPlan(rooms, sections, tables))));
    }

    private static <T> Uni<List<T>> parts(
            Mutiny.Session session, String query, Class<T> type, long companyId, long ownerId) {
        return session.createSelectionQuery(query.formatted(type.getSimpleName()), type)
                .setParameter("companyId", companyId)
                .setParameter("ownerId", ownerId)
                .getResultList();
    }
}
