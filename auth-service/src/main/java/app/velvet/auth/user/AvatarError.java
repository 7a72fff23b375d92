package app.velvet.auth.user;

import app.velvet.api.error.Refusal;

/** The way in which a user's picture is refused beside that it is none. */
public enum AvatarError implements Refusal {
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_UPLOADS(429, "Too many avatars were uploaded");

    private final int status;
    private final String message;

    AvatarError(int status, String message) {
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
