package app.velvet.auth.user;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a user is refused. */
public enum UserError implements Refusal {
    /** Check the id. */
    NOT_FOUND(404, "User %d was not found"),
    /** Change the colleague who has it, or choose another one. */
    EMAIL_IN_USE(409, "Email %s is already in use by %s."),
    /** Choose another one: somebody outside of the company has it. */
    EMAIL_NOT_AVAILABLE(409, "Email is not available");

    private final int status;
    private final String message;

    UserError(int status, String message) {
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
