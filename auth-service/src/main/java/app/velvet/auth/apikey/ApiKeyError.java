package app.velvet.auth.apikey;

import app.velvet.api.error.Refusal;

/** The ways in which a request about an API key is refused. */
enum ApiKeyError implements Refusal {
    /** Check the id: there is no such key, or it has been deleted. */
    NOT_FOUND(404, "API key %d was not found");

    private final int status;
    private final String message;

    ApiKeyError(int status, String message) {
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
