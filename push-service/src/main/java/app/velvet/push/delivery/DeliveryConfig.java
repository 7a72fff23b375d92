package app.velvet.push.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How notifications are delivered; see {@link DeliverySettings} for what each means, and for the bounds. */
@ConfigMapping(prefix = "velvet.delivery")
public interface DeliveryConfig {

    @WithDefault("1m")
    Duration lease();

    @WithDefault("1s")
    Duration poll();

    @WithDefault("1000")
    int inFlight();

    @WithDefault("1s")
    Duration firstRetry();

    @WithDefault("10m")
    Duration longestRetry();

    /** So much FCM takes for one Android device; see {@link SendLimits}. */
    @WithDefault("240")
    int devicePushesPerMinute();

    @WithDefault("5000")
    int devicePushesPerHour();
}
