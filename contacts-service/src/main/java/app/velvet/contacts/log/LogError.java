package app.velvet.contacts.log;

import app.velvet.api.error.Refusal;

/** The ways in which a request about logs can be refused. */
enum LogError implements Refusal {
    /** There is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Log %d was not found"),
    /** The contact that it is to be about is not there, or not for the caller to see. */
    CONTACT_NOT_FOUND(404, "Contact %d was not found"),
    /** The task that it is to complete is not there, or not for the caller to see. */
    TASK_NOT_FOUND(404, "Task %d was not found");

    private final int status;
    private final String message;

    LogError(int status, String message) {
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
