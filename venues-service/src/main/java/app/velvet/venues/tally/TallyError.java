package app.velvet.venues.tally;

import app.velvet.api.error.Refusal;

/** The ways in which a request about tallies can be refused. */
enum TallyError implements Refusal {
    /** Load the tallies again: there is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Tally %d was not found"),
    /** Change that one. */
    EXISTS(409, "This tally exists already");

    private final int status;
    private final String message;

    TallyError(int status, String message) {
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
