package app.velvet.push.delivery;

import java.time.Duration;
import java.time.Instant;

/** What it means for us that a provider does not accept a push. */
public enum Meaning {
    /** The device is not to be sent anything any more. */
    DEVICE_DEAD,
    /** This push will never be taken. */
    GIVE_UP,
    /** Another time it may be taken. */
    TRY_AGAIN;

    /**
     * @param deadSince from when on the provider has not known the device; null if it does not say
     * @param retryAfter how long it asks to be left alone; {@link Duration#ZERO} if it does not
     */
    public DeliveryOutcome outcome(String reason, Instant deadSince, Duration retryAfter) {
        return switch (this) {
            case DEVICE_DEAD -> new DeliveryOutcome.DeviceDead(reason, deadSince);
            case GIVE_UP -> new DeliveryOutcome.Refused(reason);
            case TRY_AGAIN -> new DeliveryOutcome.Failed(reason, retryAfter);
        };
    }
}
