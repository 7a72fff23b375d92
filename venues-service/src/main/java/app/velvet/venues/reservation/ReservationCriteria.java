package app.velvet.venues.reservation;

import app.velvet.api.parameters.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which reservations are asked for. Each part narrows; null does not. */
record ReservationCriteria(
        Long eventId,
        Long sectionId,
        List<Long> contactIds,
        Long venueId,
        LocalDate dateStart,
        LocalDate dateEnd,
        Instant updatedSince) {

    static ReservationCriteria read(Fields fields) {
        var contactIds = fields.ids("contact_ids");
        var contactId = fields.id("contact_id");
        return new ReservationCriteria(
                fields.id("event_id"),
                fields.id("section_id"),
                contactId == null ? contactIds : narrowed(contactIds, contactId),
                fields.id("venue_id"),
                fields.date("date_start"),
                fields.date("date_end"),
                fields.timestamp("updated_since"));
    }

    private static List<Long> narrowed(List<Long> ids, Long id) {
        return ids == null || ids.contains(id) ? List.of(id) : List.of();
    }

    /** Whether they are asked for by name, whatever the caller usually wants to see. */
    boolean areNamed() {
        return Stream.of(eventId, sectionId, contactIds, venueId).anyMatch(Objects::nonNull);
    }
}
