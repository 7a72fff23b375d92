package app.velvet.sync.memory;

import java.time.Instant;

/** An audience key that readers have, and when something last changed under it. Written by one thread, read by many. */
final class RememberedKey {

    private volatile Instant advancedAt = Instant.MIN;

    void advance(Instant time) {
        if (time.isAfter(advancedAt)) {
            advancedAt = time;
        }
    }

    boolean hasAdvancedSince(Instant time) {
        return !advancedAt.isBefore(time);
    }

    boolean hasAdvancedAfter(Instant time) {
        return advancedAt.isAfter(time);
    }
}
