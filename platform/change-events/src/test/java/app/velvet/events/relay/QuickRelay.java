package app.velvet.events.relay;

import java.time.Duration;

/** Settings with which a test need not wait for long. */
record QuickRelay(String topic, Duration lease, Duration poll, Duration upkeep, Duration tombstoneLag) {

    static final Duration NEVER = Duration.ofHours(1);

    static QuickRelay of(String topic) {
        return new QuickRelay(
                topic, Duration.ofMillis(1500), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofDays(7));
    }

    QuickRelay leasingFor(Duration other) {
        return new QuickRelay(topic, other, poll, upkeep, tombstoneLag);
    }

    QuickRelay pollingEvery(Duration other) {
        return new QuickRelay(topic, lease, other, upkeep, tombstoneLag);
    }

    QuickRelay lookingAfterItsOutboxEvery(Duration other) {
        return new QuickRelay(topic, lease, poll, other, tombstoneLag);
    }

    QuickRelay leavingTombstonesAfter(Duration other) {
        return new QuickRelay(topic, lease, poll, upkeep, other);
    }

    RelaySettings settings() {
        return new RelaySettings(topic, "/contacts-service", lease, poll, Duration.ofMillis(10), upkeep, tombstoneLag);
    }
}
