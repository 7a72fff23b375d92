package app.velvet.push.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How notifications come into being. */
@ConfigMapping(prefix = "velvet.notification")
public interface NotificationConfig {

    /** How long it is tried to deliver them. */
    @WithDefault("24h")
    Duration expiry();
}
