package app.velvet.api.token;

import app.velvet.api.error.Refusal;

/** Refusals of tokens that are not the same wherever the token stands. */
public enum TokenError implements Refusal {
    /** Sign in again: the token in the {@code Authorization} header is not (or no longer) good. */
    INVALID_BEARER_TOKEN(401, "Invalid authentication token"),
    /** Only services call this; see {@link ServiceTokens}. */
    SERVICE_TOKEN_REQUIRED(401, "Service token is required");

    private final int status;
    private final String message;

    TokenError(int status, String message) {
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
