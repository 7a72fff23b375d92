package app.velvet.push.delivery.apns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How APNs is reached; see {@link ApnsSettings} for the bounds. */
@ConfigMapping(prefix = "velvet.apns")
public interface ApnsConfig {

    @WithDefault("api.push.apple.com")
    String host();

    @WithDefault("443")
    int port();

    /** The certificates (PEM) that the server's has to go back to; without them, those that Java trusts. */
    Optional<Path> trustFile();

    /** The key (.p8) that our requests are signed with; without it nothing is sent. */
    Optional<Path> keyFile();

    /** The name of the key; needed with one. */
    Optional<String> keyId();

    /** Whose key it is; needed with one. */
    Optional<String> teamId();

    /** The bundle id of the app; needed with a key. */
    Optional<String> topic();

    @WithDefault("1")
    int connections();

    /** How long an answer is waited for. */
    @WithDefault("10s")
    Duration answerTimeout();

    /** Apple names no limit; without one, as many as there are. */
    Optional<Integer> pushesPerMinute();
}
