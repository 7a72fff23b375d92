package app.velvet.contacts.task;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.contacts.log.Result;
import java.time.Instant;

/** What is to become of a task. */
record TaskPatch(
        FieldPatch<String> category,
        FieldPatch<Instant> date,
        FieldPatch<String> kind,
        FieldPatch<TaskState> state,
        FieldPatch<Result> result,
        FieldPatch<Long> ownerId,
        FieldPatch<Long> venueId,
        FieldPatch<Long> reservationId,
        FieldPatch<Long> eventId) {

    static TaskPatch read(Fields fields) {
        return new TaskPatch(
                fields.patch("category", TaskFields::category),
                fields.patch("date", TaskFields::date),
                fields.patch("kind", TaskFields::kind),
                fields.patch("state", TaskFields::state),
                fields.patch("result", (given, name) -> given.oneOf(name, Result.class)),
                fields.patch("owner_id", Fields::requiredId),
                fields.patch("venue_id", Fields::id),
                fields.patch("reservation_id", Fields::id),
                fields.patch("event_id", Fields::id));
    }
}
