package app.velvet.venues.shiftnote;

import java.time.Instant;

/** A shift note as it is answered and published. */
record ShiftNoteView(long id, long userId, long eventId, String description, Instant createdAt) {

    static ShiftNoteView of(EventShiftNote note) {
        return new ShiftNoteView(note.id(), note.userId(), note.eventId(), note.description(), note.createdAt());
    }
}
