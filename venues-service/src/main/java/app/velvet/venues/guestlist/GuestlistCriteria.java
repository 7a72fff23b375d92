package app.velvet.venues.guestlist;

import app.velvet.api.parameters.Fields;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which guestlists are asked for. Each part narrows; null does not. */
record GuestlistCriteria(Long eventId, List<Long> contactIds, Long venueId) {

    static GuestlistCriteria read(Fields fields) {
        var contactIds = fields.ids("contact_ids");
        var contactId = fields.id("contact_id");
        return new GuestlistCriteria(
                fields.id("event_id"),
                contactId == null ? contactIds : narrowed(contactIds, contactId),
                fields.id("venue_id"));
    }

    private static List<Long> narrowed(List<Long> ids, Long id) {
        return ids == null || ids.contains(id) ? List.of(id) : List.of();
    }

    /** Whether they are asked for by name, whatever the caller usually wants to see. */
    boolean areNamed() {
        return Stream.of(eventId, contactIds, venueId).anyMatch(Objects::nonNull);
    }
}
