package app.velvet.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try. */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /**
     * Twice as long with each try, and at random between the half and the whole of that: those that failed together do not
     * come back together.
     *
     * @param tries how many there were, one at least
     * @param atLeast what the other side asked for
     */
    public Duration after(int tries, Duration atLeast) {
        var whole = longest;
        if (tries <= Long.SIZE / 2) {
            var doubled = first.multipliedBy(1L << (tries - 1));
            whole = doubled.compareTo(longest) < 0 ? doubled : longest;
        }
        var jittered = Duration.ofNanos(random.nextLong(whole.toNanos() / 2, whole.toNanos() + 1));
        return jittered.compareTo(atLeast) < 0 ? atLeast : jittered;
    }
}
