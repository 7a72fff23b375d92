package app.velvet.api.idempotency;

import app.velvet.api.error.Refusal;

/** Refusals of an {@code Idempotency-Key}. */
public enum IdempotencyError implements Refusal {
    /** Send a key of 1 to 255 characters. */
    INVALID_KEY(400, "Idempotency-Key is invalid"),
    /** Use a new key for a new request. */
    KEY_REUSED(409, "Idempotency-Key was used with other parameters"),
    /** The work was done; look at its result, or use a new key to do it again. */
    ANSWER_NOT_KEPT(409, "The request was already done and its answer is not kept"),
    /** Repeat the request after {@code Retry-After}: the first one is still at work. */
    STILL_AT_WORK(503, "The request is still being worked on");

    private final int status;
    private final String message;

    IdempotencyError(int status, String message) {
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
