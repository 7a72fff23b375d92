package app.velvet.venues.guestlist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Those guestlists {@code r}, of events {@code e}, that a reader may see and asks for: the conditions of a query, and their
 * parameters.
 */
final class GuestlistSelection {

    /** Of which events, by their end. */
    enum Time {
        ANY,
        PAST,
        UPCOMING
    }

    private static final String WITHIN = "(r.venue_id = any(:readVenueIds) or :readsOwn and r.user_id = :userId)";
    private static final String WANTED = """
            (not exists (select 1 from user_venue u
                          where u.company_id = :companyId and u.user_id = :wantingId and not u.selected)
             or r.venue_id in (select u.venue_id from user_venue u
                                where u.company_id = :companyId and u.user_id = :wantingId and u.selected))
            """;

    private final List<String> conditions;
    private final Map<String, Object> parameters;

    private GuestlistSelection(List<String> conditions, Map<String, Object> parameters) {
        this.conditions = new ArrayList<>(conditions);
        this.parameters = new LinkedHashMap<>(parameters);
    }

    static GuestlistSelection of(GuestlistAccess access, GuestlistCriteria criteria, Time time, Instant now) {
        var selection = within(access);
        if (criteria.eventId() != null) {
            selection.where("r.event_id = :eventId", "eventId", criteria.eventId());
        }
        if (criteria.contactIds() != null) {
            selection.where(
                    "r.contact_id = any(:contactIds)",
                    "contactIds",
                    criteria.contactIds().toArray(Long[]::new));
        }
        if (criteria.venueId() != null) {
            selection.where("r.venue_id = :venueId", "venueId", criteria.venueId());
        }
        if (!criteria.areNamed()) {
            selection.where(WANTED, "wantingId", access.caller().userId());
        }
        switch (time) {
            case PAST -> selection.where("e.ends_at <= :now", "now", now);
            case UPCOMING -> selection.where("e.ends_at > :now", "now", now);
            case ANY -> {}
        }
        return selection;
    }

    /** The one with this id, if he may see it. */
    static GuestlistSelection one(GuestlistAccess access, long id) {
        var selection = within(access);
        selection.where("r.id = :id", "id", id);
        return selection;
    }

    /** Those of them that follow this id. */
    GuestlistSelection after(long id) {
        var rest = new GuestlistSelection(conditions, parameters);
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

    private static GuestlistSelection within(GuestlistAccess access) {
        var selection = new GuestlistSelection(List.of(), Map.of());
        selection.where("r.company_id = :companyId", "companyId", access.companyId());
        var reading = access.reading();
        if (!reading.company()) {
            selection.where(WITHIN, "readVenueIds", reading.venueIds().toArray(Long[]::new));
            selection.parameters.put("readsOwn", reading.self());
            selection.parameters.put("userId", access.caller().userId());
        }
        return selection;
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }
}
