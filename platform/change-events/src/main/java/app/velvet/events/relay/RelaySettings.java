package app.velvet.events.relay;

import java.time.Duration;

/**
 * How a relay works.
 *
 * @param topic where it publishes
 * @param source the service it publishes for, e.g. {@code /contacts-service}
 * @param lease how long a shard of a dead relay stays unpublished, at most; renewed three times as often
 * @param poll how long a change waits at most if its wake-up is lost
 * @param spacing how long after the publishing of a few changes more of that shard are published, at the earliest: what
 *     comes one by one, quickly, is published some at a time. A change after a pause does not wait
 * @param upkeep how often partitions, tombstones and gauges are looked after
 * @param tombstoneLag from a destroy to its tombstone: the compaction lag of the topic
 */
public record RelaySettings(
        String topic,
        String source,
        Duration lease,
        Duration poll,
        Duration spacing,
        Duration upkeep,
        Duration tombstoneLag) {

    public RelaySettings {
        requirePositive("lease", lease);
        requirePositive("poll", poll);
        requirePositive("upkeep", upkeep);
        if (spacing.isNegative()) {
            throw new IllegalArgumentException("The relay's spacing must not be negative");
        }
        if (tombstoneLag.isNegative()) {
            throw new IllegalArgumentException("The relay's tombstone lag must not be negative");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException("The relay's " + name + " must be at least a millisecond");
        }
    }

    static Duration third(Duration whole) {
        return whole.dividedBy(3);
    }
}
