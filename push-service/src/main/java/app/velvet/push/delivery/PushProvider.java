package app.velvet.push.delivery;

import app.velvet.push.device.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who brings pushes to the devices of one platform. Thread-safe. */
public interface PushProvider {

    /** Its name in metrics. */
    String name();

    Platform platform();

    /** Whether there are credentials for it. Without them nothing is sent, and what waits goes on waiting. */
    boolean isConfigured();

    /** How much may be sent to it in any minute, by all replicas together; empty for no limit. */
    Optional<Integer> mostPerMinute();

    /** The longest that it may take until there is an outcome of what was sent; zero without credentials. */
    Duration longestSend();

    /**
     * Sends without blocking. May be repeated with the same push at any time.
     *
     * @return never fails: that a provider does not answer is a {@link DeliveryOutcome.Failed}, too
     */
    CompletionStage<DeliveryOutcome> send(Push push);
}
