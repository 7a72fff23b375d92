package app.velvet.contacts.importing;

import app.velvet.api.error.Refusal;

/** The ways in which a request about imports can be refused. */
enum ImportError implements Refusal {
    /** There is none, or somebody else began it. */
    NOT_FOUND(404, "Import %d was not found"),
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_IMPORTS(429, "Too many files were imported");

    private final int status;
    private final String message;

    ImportError(int status, String message) {
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
