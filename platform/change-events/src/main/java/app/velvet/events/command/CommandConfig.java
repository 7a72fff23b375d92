package app.velvet.events.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands are delivered; see {@link CommandSettings} for what each means, and for the bounds. */
@ConfigMapping(prefix = "velvet.command")
public interface CommandConfig {

    @WithDefault("30s")
    Duration lease();

    @WithDefault("1s")
    Duration poll();

    @WithDefault("5s")
    Duration answerTimeout();

    @WithDefault("500ms")
    Duration firstRetry();

    @WithDefault("1m")
    Duration longestRetry();
}
