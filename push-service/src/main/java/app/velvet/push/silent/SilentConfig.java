package app.velvet.push.silent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often devices are told to pull; see {@link SilentSettings} for what each means, and for the bounds. */
@ConfigMapping(prefix = "velvet.silent")
public interface SilentConfig {

    @WithDefault("30s")
    Duration interval();

    @WithDefault("10m")
    Duration expiry();
}
