package app.velvet.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How other systems get in. */
@ConfigMapping(prefix = "velvet.auth.api-keys")
public interface ApiKeySettings {

    /** How long the token of an API key is good. */
    @WithDefault("730d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3660)
    Duration tokenLifetime();
}
