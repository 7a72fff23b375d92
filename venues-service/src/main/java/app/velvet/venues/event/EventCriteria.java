package app.velvet.venues.event;

import app.velvet.api.parameters.Fields;
import java.time.LocalDate;
import java.util.List;

/** Which events are asked for. Each part narrows; null does not. */
record EventCriteria(LocalDate dateStart, LocalDate dateEnd, List<Long> eventIds, Long venueId, EventState state) {

    /** All that the caller may read, as far as he wants to see it. */
    static final EventCriteria ALL = new EventCriteria(null, null, null, null, null);

    static EventCriteria read(Fields fields) {
        return new EventCriteria(
                fields.date("date_start"),
                fields.date("date_end"),
                fields.ids("event_ids"),
                fields.id("venue_id"),
                fields.oneOf("state", EventState.class));
    }

    /** Only the dates. */
    static EventCriteria readDates(Fields fields) {
        return new EventCriteria(fields.date("date_start"), fields.date("date_end"), null, null, null);
    }

    boolean isDated() {
        return dateStart != null || dateEnd != null;
    }

    /** Whether they are asked for by name, whatever the caller usually wants to see. */
    boolean areNamed() {
        return eventIds != null || venueId != null;
    }
}
