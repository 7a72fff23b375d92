package app.velvet.contacts.note;

import app.velvet.api.error.Refusal;

/** The ways in which a request about notes can be refused. */
enum NoteError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Note %d was not found"),
    /** What the note is to be about is not there, or not for the caller to see. */
    SUBJECT_NOT_FOUND(404, "%s %d was not found");

    private final int status;
    private final String message;

    NoteError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
