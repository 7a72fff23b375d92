package app.velvet.venues.event;

import app.velvet.venues.floorplan.RoomView;
import app.velvet.venues.floorplan.SectionColor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rooms, sections and tables of all the events that a reader may see, each in id order. */
@ApplicationScoped
class EventFloorPlans {

    @RegisterForReflection
    record SectionName(long id, String name, SectionColor color) {}

    @RegisterForReflection
    record TableName(long id, String name, long reservationSectionId) {}

    private static final String OF_EVENTS = "select %s from %s p where p.companyId = :companyId and p.id > :after and"
            + " p.eventId in (select e.id from Event e where %s)";

    /** @param ids which of the rooms; null for all */
    @WithSession
    Uni<List<RoomView>> rooms(long after, int limit, EventAccess access, List<Long> ids) {
        return new Wanted("p.id, p.name", "FloorRoom", access)
                .narrowedTo("p.id", ids)
                .after(after, limit, row -> new RoomView((long) row[0], (String) row[1], null));
    }

    /** @param ids which of the sections; null for all */
    @WithSession
    Uni<List<SectionName>> sections(long after, int limit, EventAccess access, List<Long> ids) {
        return new Wanted("p.id, p.name, p.color", "FloorSection", access)
                .narrowedTo("p.id", ids)
                .after(after, limit, row -> new SectionName((long) row[0], (String) row[1], (SectionColor) row[2]));
    }

    /**
     * @param sectionIds of which sections; null for all
     * @param ids which of the tables; null for all
     */
    @WithSession
    Uni<List<TableName>> tables(long after, int limit, EventAccess access, List<Long> sectionIds, List<Long> ids) {
        return new Wanted("p.id, p.name, p.sectionId", "FloorTable", access)
                .narrowedTo("p.sectionId", sectionIds)
                .narrowedTo("p.id", ids)
                .after(after, limit, row -> new TableName((long) row[0], (String) row[1], (long) row[2]));
    }

    /** One query for parts of floor plans. */
    private static final class Wanted {

        private final EventSelection events;
        private final StringBuilder query;
        private final Map<String, List<Long>> ids = new LinkedHashMap<>();

        private Wanted(String columns, String part, EventAccess access) {
            events = EventSelection.of(access.requireReading(), EventCriteria.ALL);
            query = new StringBuilder(OF_EVENTS.formatted(columns, part, events.conditions()));
        }

        private Wanted narrowedTo(String column, List<Long> wantedIds) {
            if (wantedIds != null) {
                var name = "ids" + ids.size();
                query.append(" and ").append(column).append(" in :").append(name);
                ids.put(name, wantedIds);
            }
            return this;
        }

        private <T> Uni<List<T>> after(long id, int limit, Function<Object[], T> view) {
            return Panache.getSession()
                    .chain(session -> {
                        var parts = events.bind(session.createSelectionQuery(
                                query.append(" order by p.id").toString(), Object[].class));
                        ids.forEach(parts::setParameter);
                        return parts.setParameter("after", id)
                                .setMaxResults(limit)
                                .getResultList();
                    })
                    .map(rows -> rows.stream().map(view).toList());
        }
    }
}
