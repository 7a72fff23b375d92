package app.velvet.contacts.note;

import java.time.Instant;

/**
 * A note as one reader sees it.
 *
 * @param eventName of the event that the reservation or the guestlist is for, if the note is about one
 * @param canBeEdited whether this reader may; false where a note is embedded in something else, and where it is published
 */
public record NoteView(
        long id,
        String text,
        Long taskId,
        long userId,
        Instant createdAt,
        Long guestlistId,
        Long reservationId,
        Long contactId,
        String eventName,
        boolean canBeEdited,
        boolean canBeDeleted,
        Instant updatedAt) {

    /** The same to all readers. */
    static NoteView of(Note note) {
        return of(note, false);
    }

    static NoteView of(Note note, boolean changeable) {
        return new NoteView(
                note.id(),
                note.text(),
                note.idOf(NoteSubject.TASK),
                note.userId(),
                note.createdAt(),
                note.idOf(NoteSubject.GUESTLIST),
                note.idOf(NoteSubject.RESERVATION),
                note.idOf(NoteSubject.CONTACT),
                note.eventName(),
                changeable,
                changeable,
                note.updatedAt());
    }
}
