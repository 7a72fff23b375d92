package app.velvet.push.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long notifications matter; see {@link NotificationSettings} for what each means, and for the bounds. */
@ConfigMapping(prefix = "velvet.notification")
public interface NotificationConfig {

    @WithDefault("24h")
    Duration expiry();

    @WithDefault("90d")
    Duration keptFor();
}
