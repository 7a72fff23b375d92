package app.velvet.push.delivery;

import static app.velvet.api.setting.Bounds.requireBetween;

import app.velvet.events.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a {@link DeliveryWorker} works.
 *
 * @param lease how long a delivery rests that a dead worker had claimed; longer than a provider may take to answer
 * @param poll how long a due delivery waits at most if nobody was woken for it
 * @param inFlight the most deliveries that are sent and not answered
 * @param firstRetry how long after a failure it is tried again; each further time twice as long
 * @param longestRetry the most that is waited between two tries, unless the provider asks for more
 */
public record DeliverySettings(
        Duration lease, Duration poll, int inFlight, Duration firstRetry, Duration longestRetry) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public DeliverySettings {
        requireBetween("velvet.delivery.lease", lease, Duration.ofSeconds(1), Duration.ofHours(1));
        requireBetween("velvet.delivery.poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("velvet.delivery.first-retry", firstRetry, Duration.ofMillis(1), Duration.ofHours(1));
        requireBetween("velvet.delivery.longest-retry", longestRetry, firstRetry, Duration.ofHours(24));
        requireBetween("velvet.delivery.in-flight", inFlight, 1, 100_000);
    }

    /**
     * @throws IllegalArgumentException if the lease is over while the provider may still answer: the push would be sent by two
     *     at a time
     */
    void requireLeaseBeyond(PushProvider provider) {
        if (lease.compareTo(provider.longestSend()) <= 0) {
            throw new IllegalArgumentException("velvet.delivery.lease is not longer than " + provider.longestSend()
                    + ", for which " + provider.name() + " is waited for with velvet." + provider.name()
                    + ".answer-timeout as it is");
        }
    }

    public Backoff backoff(RandomGenerator random) {
        return new Backoff(firstRetry, longestRetry, random);
    }

    public static DeliverySettings of(DeliveryConfig config) {
        return new DeliverySettings(
                config.lease(), config.poll(), config.inFlight(), config.firstRetry(), config.longestRetry());
    }
}
