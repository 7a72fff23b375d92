package app.velvet.auth.session;

import app.velvet.api.error.Refusal;

/** The ways in which signing in or out is refused. */
enum SessionError implements Refusal {
    /** Check both: it is not told which of them is wrong. */
    INVALID_CREDENTIALS(401, "Invalid email or password"),
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_ATTEMPTS(429, "Too many attempts to sign in");

    private final int status;
    private final String message;

    SessionError(int status, String message) {
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
