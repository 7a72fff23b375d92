package app.velvet.contacts.note;

/** A note was about something else by the time it was locked. */
final class NoteMovedException extends RuntimeException {

    NoteMovedException() {
        super("The note has moved meanwhile", null, false, false);
    }
}
