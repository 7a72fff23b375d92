package app.velvet.api.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How tokens are verified. */
@ConfigMapping(prefix = "velvet.token")
public interface TokenSettings {

    /** Where auth-service publishes its public keys. Not set in auth-service, which has them. */
    Optional<URI> jwksUrl();

    /** How often the copy of the public keys is refreshed. */
    @WithDefault("30s")
    Duration refreshInterval();

    /** How many verified tokens are remembered, about 1 KB each. */
    @WithDefault("20000")
    int remembered();
}
