package app.velvet.venues.shiftnote;

import app.velvet.api.error.Refusal;

/** The way in which a request about shift notes can be refused. */
enum ShiftNoteError implements Refusal {
    /** Load the notes again: there is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Event shift note %d was not found");

    private final int status;
    private final String message;

    ShiftNoteError(int status, String message) {
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
