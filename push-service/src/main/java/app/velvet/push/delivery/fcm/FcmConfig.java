package app.velvet.push.delivery.fcm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How FCM is reached; see {@link FcmSettings} for the bounds. */
@ConfigMapping(prefix = "velvet.fcm")
public interface FcmConfig {

    @WithDefault("https://fcm.googleapis.com")
    URI url();

    /** The certificates (PEM) that both servers' have to go back to; without them, those that Java trusts. */
    Optional<Path> trustFile();

    /** The service account's key (JSON), as Google hands it out; without it nothing is sent. */
    Optional<Path> credentialsFile();

    /** Where access tokens are given out; without it, where the key says. */
    Optional<URI> tokenUrl();

    /** The Firebase project; without it, that of the key. */
    Optional<String> projectId();

    @WithDefault("4")
    int connections();

    /** How long an answer is waited for. */
    @WithDefault("10s")
    Duration answerTimeout();

    /**
     * The project's <a href="https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas">quota</a>, unless Google
     * has raised it.
     */
    @WithDefault("600000")
    int pushesPerMinute();
}
