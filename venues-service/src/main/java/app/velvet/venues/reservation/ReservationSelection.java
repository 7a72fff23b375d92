package app.velvet.venues.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Those reservations {@code r}, of events {@code e}, that a reader may see and asks for: the conditions of a query, and
 * their parameters.
 */
final class ReservationSelection {

    /** Of which events, by their end. */
    enum Time {
        ANY,
        PAST,
        UPCOMING
    }

    private static final String WITHIN = "(r.venue_id = any(:readVenueIds)"
            + " or :readsOwn and :userId in (r.originator_id, r.host_id, r.waitress_id))";
    private static final String WANTED = """
            (not exists (select 1 from user_venue u
                          where u.company_id = :companyId and u.user_id = :wantingId and not u.selected)
             or r.venue_id in (select u.venue_id from user_venue u
                                where u.company_id = :companyId and u.user_id = :wantingId and u.selected))
            """;

    private final List<String> conditions;
    private final Map<String, Object> parameters;

    private ReservationSelection(List<String> conditions, Map<String, Object> parameters) {
        this.conditions = new ArrayList<>(conditions);
        this.parameters = new LinkedHashMap<>(parameters);
    }

    static ReservationSelection of(ReservationAccess access, ReservationCriteria criteria, Time time, Instant now) {
        var selection = new ReservationSelection(List.of(), Map.of());
        selection.where("r.company_id = :companyId", "companyId", access.companyId());
        selection.within(access);
        selection.narrow(criteria);
        selection.during(time, now);
        if (!criteria.areNamed()) {
            selection.where(WANTED, "wantingId", access.caller().userId());
        }
        return selection;
    }

    /** The one with this id, if he may see it. */
    static ReservationSelection one(ReservationAccess access, long id) {
        var selection = new ReservationSelection(List.of(), Map.of());
        selection.where("r.company_id = :companyId", "companyId", access.companyId());
        selection.within(access);
        selection.where("r.id = :id", "id", id);
        return selection;
    }

    /** Those of them that follow this id. */
    ReservationSelection after(long id) {
        var rest = new ReservationSelection(conditions, parameters);
        rest.where("r.id > :afterId", "afterId", id);
        return rest;
    }

    String conditions() {
        return String.join(" and ", conditions);
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private void within(ReservationAccess access) {
        var reading = access.reading();
        if (!reading.company()) {
            where(WITHIN, "readVenueIds", reading.venueIds().toArray(Long[]::new));
            parameters.put("readsOwn", reading.self());
            parameters.put("userId", access.caller().userId());
        }
    }

    private void narrow(ReservationCriteria criteria) {
        if (criteria.eventId() != null) {
            where("r.event_id = :eventId", "eventId", criteria.eventId());
        }
        if (criteria.sectionId() != null) {
            where("r.section_id = :sectionId", "sectionId", criteria.sectionId());
        }
        if (criteria.contactIds() != null) {
            where(
                    "r.contact_id = any(:contactIds)",
                    "contactIds",
                    criteria.contactIds().toArray(Long[]::new));
        }
        if (criteria.venueId() != null) {
            where("r.venue_id = :venueId", "venueId", criteria.venueId());
        }
        if (criteria.dateStart() != null) {
            where("e.date >= :dateStart", "dateStart", criteria.dateStart());
        }
        if (criteria.dateEnd() != null) {
            where("e.date <= :dateEnd", "dateEnd", criteria.dateEnd());
        }
        if (criteria.updatedSince() != null) {
            where("r.updated_at >= :updatedSince", "updatedSince", criteria.updatedSince());
        }
    }

    private void during(Time time, Instant now) {
        switch (time) {
            case PAST -> where("e.ends_at <= :now", "now", now);
            case UPCOMING -> where("e.ends_at > :now", "now", now);
            case ANY -> {}
        }
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }
}
