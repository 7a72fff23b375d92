package app.velvet.venues.booking;

import app.velvet.api.permission.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Bookings {@code r} of one company, of events {@code e}, that a reader may see and asks for: the conditions of a query, and
 * their parameters. Each method narrows it, and null does not.
 */
public final class BookingSelection {

    /** Of which events, by their end. */
    public enum Time {
        ANY,
        PAST,
        UPCOMING
    }

    private static final String WANTED = """
            (not exists (select 1 from user_venue u
                          where u.company_id = :companyId and u.user_id = :wantingId and not u.selected)
             or r.venue_id in (select u.venue_id from user_venue u
                                where u.company_id = :companyId and u.user_id = :wantingId and u.selected))
            """;

    private final List<String> conditions;
    private final Map<String, Object> parameters;

    private BookingSelection(List<String> conditions, Map<String, Object> parameters) {
        this.conditions = new ArrayList<>(conditions);
        this.parameters = new LinkedHashMap<>(parameters);
    }

    public static BookingSelection of(long companyId) {
        return new BookingSelection(List.of(), Map.of()).where("r.company_id = :companyId", "companyId", companyId);
    }

    /** @param own which are the reader's own, in SQL, who is {@code :userId} */
    public BookingSelection within(Scopes reading, long userId, String own) {
        if (reading.company()) {
            return this;
        }
        parameters.put("readsOwn", reading.self());
        parameters.put("userId", userId);
        return where(
                "(r.venue_id = any(:readVenueIds) or :readsOwn and " + own + ")",
                "readVenueIds",
                reading.venueIds().toArray(Long[]::new));
    }

    /** Those of the venues that a user has selected. */
    public BookingSelection wantedBy(long userId) {
        return where(WANTED, "wantingId", userId);
    }

    public BookingSelection ofEvent(Long eventId) {
        return where("r.event_id = :eventId", "eventId", eventId);
    }

    public BookingSelection atVenue(Long venueId) {
        return where("r.venue_id = :venueId", "venueId", venueId);
    }

    public BookingSelection ofContacts(List<Long> contactIds) {
        return where(
                "r.contact_id = any(:contactIds)",
                "contactIds",
                contactIds == null ? null : contactIds.toArray(Long[]::new));
    }

    public BookingSelection during(Time time, Instant now) {
        return switch (time) {
            case PAST -> where("e.ends_at <= :now", "now", now);
            case UPCOMING -> where("e.ends_at > :now", "now", now);
            case ANY -> this;
        };
    }

    public BookingSelection withId(long id) {
        return where("r.id = :id", "id", id);
    }

    /** @param condition with one parameter, of that name */
    public BookingSelection where(String condition, String parameter, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** Another selection: those of this one that follow an id. */
    public BookingSelection after(long id) {
        return new BookingSelection(conditions, parameters).where("r.id > :afterId", "afterId", id);
    }

    public String conditions() {
        return String.join(" and ", conditions);
    }

    public <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
