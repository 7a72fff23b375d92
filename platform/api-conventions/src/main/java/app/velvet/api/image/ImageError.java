package app.velvet.api.image;

import app.velvet.api.error.Refusal;

/** The way in which an image is refused beside that it is none. */
public enum ImageError implements Refusal {
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_UPLOADS(429, "Too many images were uploaded");

    private final int status;
    private final String message;

    ImageError(int status, String message) {
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
