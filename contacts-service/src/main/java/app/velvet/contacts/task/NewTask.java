package app.velvet.contacts.task;

import app.velvet.api.parameters.Fields;
import java.time.Instant;

/**
 * What a task is to be, whatever contact it is about.
 *
 * @param ownerId null for who makes it
 */
record NewTask(
        String category, Instant date, String kind, Long venueId, Long reservationId, Long eventId, Long ownerId) {

    static NewTask read(Fields fields) {
        return new NewTask(
                TaskFields.category(fields, "category"),
                TaskFields.date(fields, "date"),
                TaskFields.kind(fields, "kind"),
                fields.id("venue_id"),
                fields.id("reservation_id"),
                fields.id("event_id"),
                fields.id("owner_id"));
    }

    long ownerOr(long creatorId) {
        return ownerId == null ? creatorId : ownerId;
    }
}
