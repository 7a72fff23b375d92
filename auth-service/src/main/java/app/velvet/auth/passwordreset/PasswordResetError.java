package app.velvet.auth.passwordreset;

import app.velvet.api.error.Refusal;

/** The ways in which resetting a password is refused. */
enum PasswordResetError implements Refusal {
    /** Ask for another mail: this token was never good, has expired, was used, or a newer one or another password made it void. */
    INVALID_TOKEN(400, "Reset token is invalid or has expired"),
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_REQUESTS(429, "Too many requests to reset a password");

    private final int status;
    private final String message;

    PasswordResetError(int status, String message) {
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
