package app.velvet.push.delivery;

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
        requireBetween("lease", lease, Duration.ofSeconds(1), Duration.ofHours(1));
        requireBetween("poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("first-retry", firstRetry, Duration.ofMillis(1), Duration.ofHours(1));
        requireBetween("longest-retry", longestRetry, firstRetry, Duration.ofHours(24));
        if (inFlight < 1 || inFlight > 100_000) {
            throw new IllegalArgumentException("velvet.delivery.in-flight is not between 1 and 100000");
        }
    }

    public Backoff backoff(RandomGenerator random) {
        return new Backoff(firstRetry, longestRetry, random);
    }

    public static DeliverySettings of(DeliveryConfig config) {
        return new DeliverySettings(
                config.lease(), config.poll(), config.inFlight(), config.firstRetry(), config.longestRetry());
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("velvet.delivery." + name + " is not between " + least + " and " + most);
        }
    }
}
