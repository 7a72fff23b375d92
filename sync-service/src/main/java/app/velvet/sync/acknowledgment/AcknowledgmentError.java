package app.velvet.sync.acknowledgment;

import app.velvet.api.error.Refusal;

/** The ways in which an acknowledgment can be refused. */
public enum AcknowledgmentError implements Refusal {
    /** Send the {@code timestamp} of the last answer. */
    INVALID_TIMESTAMP(400, "Invalid timestamp");

    private final int status;
    private final String message;

    AcknowledgmentError(int status, String message) {
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
