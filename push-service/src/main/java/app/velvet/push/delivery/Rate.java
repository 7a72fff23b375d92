package app.velvet.push.delivery;

import java.time.Duration;
import java.util.Locale;

/**
 * The most that may be sent in any stretch of time of a given length: a tenth of it at once, the rest spread evenly. So even
 * the fullest stretch has no more than is allowed, wherever the provider begins to count.
 *
 * @param most {@value #LEAST} at least
 */
public record Rate(int most, Duration time) {

    /** With one less there would be nothing to spread. */
    static final int LEAST = 2;

    private static final int SHARE_AT_ONCE = 10;

    /** @throws IllegalArgumentException if that is less than two */
    public Rate {
        if (most < LEAST) {
            throw new IllegalArgumentException("A rate of " + most + " is less than " + LEAST);
        }
    }

    /** What one takes up, in seconds. */
    double each() {
        return time.toNanos() / 1e9 / (most - atOnce());
    }

    /** How far what is taken up may be ahead of the clock, in seconds. */
    double ahead() {
        return atOnce() * each();
    }

    private int atOnce() {
        return Math.max(1, most / SHARE_AT_ONCE);
    }

    /** Seconds as an interval in SQL. */
    static String interval(double seconds) {
        return String.format(Locale.ROOT, "make_interval(secs => %.9f)", seconds);
    }
}
