package app.velvet.contacts.filter;

import app.velvet.api.error.Refusal;

/** The ways in which a request about filter patterns can be refused. */
public enum FilterError implements Refusal {
    /** Load the patterns again: it has been removed, or was never the caller's. */
    NOT_FOUND(404, "Filter pattern %d was not found"),
    /** Delete some that are not needed any more. */
    TOO_MANY(409, "There are too many filter patterns");

    private final int status;
    private final String message;

    FilterError(int status, String message) {
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
