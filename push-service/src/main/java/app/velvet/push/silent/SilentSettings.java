package app.velvet.push.silent;

import java.time.Duration;

/**
 * How often devices are told to pull.
 *
 * @param interval a device gets at most one silent push in that time, as providers throttle them; what comes meanwhile waits
 *     for its end
 * @param expiry how long one is tried to be delivered, from the moment at which it is due
 */
public record SilentSettings(Duration interval, Duration expiry) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public SilentSettings {
        requireBetween("interval", interval, Duration.ofMillis(10), Duration.ofHours(1));
        requireBetween("expiry", expiry, Duration.ofSeconds(1), Duration.ofHours(24));
    }

    static SilentSettings of(SilentConfig config) {
        return new SilentSettings(config.interval(), config.expiry());
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("velvet.silent." + name + " is not between " + least + " and " + most);
        }
    }
}
