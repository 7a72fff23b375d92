package app.velvet.push.notification;

import app.velvet.api.error.Refusal;

/** The ways in which a request about notifications can be refused. */
public enum NotificationError implements Refusal {
    /** There is none, or it is not the caller's. */
    NOT_FOUND(404, "Notification %d was not found");

    private final int status;
    private final String message;

    NotificationError(int status, String message) {
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
