package app.velvet.push.delivery;

import java.time.Duration;
import java.time.Instant;

/** What has become of one try to deliver. */
public sealed interface DeliveryOutcome {

    /** The provider has taken it over. */
    record Accepted() implements DeliveryOutcome {}

    /** The provider will never take it: there is no use in trying again. */
    record Refused(String reason) implements DeliveryOutcome {}

    /**
     * The provider does not know this device any more. That counts only if the device was not registered since.
     *
     * @param since from when on; null where the provider does not say, which is to mean from the try on
     */
    record DeviceDead(String reason, Instant since) implements DeliveryOutcome {}

    /**
     * It did not work this time.
     *
     * @param retryAfter how long the provider asks to be left alone; {@link Duration#ZERO} if it does not
     */
    record Failed(String reason, Duration retryAfter) implements DeliveryOutcome {

        public Failed(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** It did not work, and there is no time left for another try. No provider says so: it is found out when it is recorded. */
    record Expired(String reason) implements DeliveryOutcome {}
}
