package app.velvet.venues.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those events {@code e} that a reader may see and asks for: the conditions of a query, and their parameters. */
final class EventSelection {

    private static final String WANTED = """
            (not exists (select 1 from UserVenue u where u.companyId = :companyId and u.userId = :userId and not u.selected)
             or e.venueId in (select u.venueId from UserVenue u
                               where u.companyId = :companyId and u.userId = :userId and u.selected))
            """;

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private EventSelection() {}

    static EventSelection of(EventAccess access, EventCriteria criteria) {
        var selection = new EventSelection();
        selection.where("e.companyId = :companyId", "companyId", access.companyId());
        selection.within(access);
        selection.narrow(criteria);
        if (!criteria.areNamed()) {
            selection.where(WANTED, "userId", access.caller().userId());
        }
        return selection;
    }

    /** The next ones by date. */
    EventSelection after(EventPlace place) {
        where(
                "(e.times.date > :afterDate or e.times.date = :afterDate and e.id > :afterId)",
                "afterDate",
                place.date());
        parameters.put("afterId", place.id());
        return this;
    }

    String conditions() {
        return String.join(" and ", conditions);
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private void within(EventAccess access) {
        if (!access.reading().company()) {
            where("e.venueId in :readVenueIds", "readVenueIds", access.reading().venueIds());
        }
    }

    private void narrow(EventCriteria criteria) {
        if (criteria.dateStart() != null) {
            where("e.times.date >= :dateStart", "dateStart", criteria.dateStart());
        }
        if (criteria.dateEnd() != null) {
            where("e.times.date <= :dateEnd", "dateEnd", criteria.dateEnd());
        }
        if (criteria.eventIds() != null) {
            where("e.id in :eventIds", "eventIds", criteria.eventIds());
        }
        if (criteria.venueId() != null) {
            where("e.venueId = :venueId", "venueId", criteria.venueId());
        }
        if (criteria.state() != null) {
            where("e.state = :state", "state", criteria.state());
        }
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }
}
