package app.velvet.venues.hold;

import app.velvet.api.error.Refusal;

/** The ways in which holding a table, or letting it go, can be refused. */
enum HoldError implements Refusal {
    /** Load the event's tables again: there is none, or the event is not for the caller to see. */
    TABLE_NOT_FOUND(404, "Table %d was not found"),
    /** There is nothing to hold any more. */
    EVENT_OVER(400, "Event is over"),
    /** It does not take place. */
    EVENT_INACTIVE(400, "Event is not active"),
    /** Take another table: somebody else was faster. */
    ALREADY_HELD(409, "Table is already reserved"),
    /** Nothing is to be done: the caller does not hold it. */
    NOT_HELD(409, "Table is not reserved by this user");

    private final int status;
    private final String message;

    HoldError(int status, String message) {
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
