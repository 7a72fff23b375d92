package app.velvet.contacts.goal;

import app.velvet.api.error.Refusal;

/** The ways in which a request about goals can be refused. */
enum GoalError implements Refusal {
    /** There is none, or it is another company's. */
    EVENT_NOT_FOUND(404, "Event %d was not found"),
    /** Load the staff again. */
    USER_NOT_FOUND(404, "User %d was not found"),
    /** Name somebody else; what he was to reach before stays. */
    USER_DEACTIVATED(400, "User %d has been deactivated");

    private final int status;
    private final String message;

    GoalError(int status, String message) {
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
