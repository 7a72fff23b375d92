package app.velvet.events.outbox;

import app.velvet.api.error.Refusal;

/** The ways a write can be refused because of how it would be published. */
public enum OutboxError implements Refusal {
    /** The client can only send less. */
    ENTITY_TOO_LARGE(413, "Entity is too large");

    private final int status;
    private final String message;

    OutboxError(int status, String message) {
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
