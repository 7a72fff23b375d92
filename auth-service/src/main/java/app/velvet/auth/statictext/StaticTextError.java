package app.velvet.auth.statictext;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a static text is refused. */
enum StaticTextError implements Refusal {
    /** Ask for one of the types that there are. */
    NOT_FOUND(404, "Static text was not found");

    private final int status;
    private final String message;

    StaticTextError(int status, String message) {
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
