package app.velvet.push.silent;

import static app.velvet.api.setting.Bounds.requireBetween;

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
        requireBetween("velvet.silent.interval", interval, Duration.ofMillis(10), Duration.ofHours(1));
        requireBetween("velvet.silent.expiry", expiry, Duration.ofSeconds(1), Duration.ofHours(24));
    }

    static SilentSettings of(SilentConfig config) {
        return new SilentSettings(config.interval(), config.expiry());
    }
}
