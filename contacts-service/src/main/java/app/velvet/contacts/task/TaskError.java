package app.velvet.contacts.task;

import app.velvet.api.error.Refusal;

/** The ways in which a request about tasks can be refused. */
enum TaskError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Task %d was not found"),
    /** A contact that it is to be about is not there, or not for the caller to see; no task was made. */
    CONTACT_NOT_FOUND(404, "Contact %d was not found");

    private final int status;
    private final String message;

    TaskError(int status, String message) {
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
