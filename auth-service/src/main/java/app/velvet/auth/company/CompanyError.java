package app.velvet.auth.company;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a company is refused. */
enum CompanyError implements Refusal {
    /** Check the id. */
    NOT_FOUND(404, "Company %d was not found");

    private final int status;
    private final String message;

    CompanyError(int status, String message) {
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
