package app.velvet.push.delivery;

import app.velvet.api.error.Refusal;

/** The ways in which a test push can be refused. */
enum DeliveryError implements Refusal {
    /** Register the device again; the message is the provider's reason. */
    PUSH_REFUSED(400, "%s"),
    /** Try again after {@code Retry-After}: the provider does not answer, or takes no pushes now. */
    PROVIDER_UNAVAILABLE(503, "Push notifications are temporarily unavailable");

    private final int status;
    private final String message;

    DeliveryError(int status, String message) {
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
