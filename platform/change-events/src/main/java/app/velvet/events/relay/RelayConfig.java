package app.velvet.events.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service's relay works; see {@link RelaySettings} for what each means. */
@ConfigMapping(prefix = "velvet.events.relay")
public interface RelayConfig {

    @WithDefault("10s")
    Duration lease();

    @WithDefault("1s")
    Duration poll();

    @WithDefault("50ms")
    Duration spacing();

    @WithDefault("15s")
    Duration upkeep();

    @WithDefault("7d")
    Duration tombstoneLag();
}
