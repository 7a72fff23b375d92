package app.velvet.sync.memory;

import java.time.Instant;

/** An audience key that readers have, and when something last changed under it. Written by one thread, read by many. */
final class RememberedKey {

    private final String name;
    private volatile Instant advancedAt = Instant.MIN;

    /** @param name e.g. {@code Contact/venue:12} */
    RememberedKey(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

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
