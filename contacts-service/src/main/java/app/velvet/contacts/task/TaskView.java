package app.velvet.contacts.task;

import app.velvet.contacts.log.LogKind;
import app.velvet.contacts.log.LogMethodView;
import app.velvet.contacts.log.Result;
import app.velvet.contacts.note.NoteView;
import java.time.Instant;
import java.util.List;

/**
 * A task as it is answered and published.
 *
 * @param notes the newest ones, in id order; as {@code logMethods}
 * @param userId who made it
 * @param ownerId who is to do it
 * @param completeMethod the kind of the log that completed it, if one did
 */
record TaskView(
        long id,
        Instant date,
        long contactId,
        String contactName,
        String category,
        List<NoteView> notes,
        TaskState state,
        Instant completedAt,
        long userId,
        long ownerId,
        String kind,
        Long venueId,
        Long reservationId,
        String reservationStage,
        List<LogMethodView> logMethods,
        Instant createdAt,
        Long eventId,
        LogKind completeMethod,
        Result result) {

    static TaskView of(Task task) {
        return new TaskView(
                task.id(),
                task.date(),
                task.contactId(),
                task.contactName(),
                task.category(),
                task.notes(),
                task.state(),
                task.completedAt(),
                task.userId(),
                task.ownerId(),
                task.kind(),
                task.venueId(),
                task.reservationId(),
                task.reservationStage(),
                task.logMethods(),
                task.createdAt(),
                task.eventId(),
                task.completeMethod(),
                task.result());
    }
}
