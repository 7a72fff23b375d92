package app.velvet.push.delivery.fcm;

import static app.velvet.api.setting.Bounds.requireBetween;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How FCM is reached.
 *
 * @param url where it is, without a path
 * @param trustFile certificates (PEM) that both servers' have to go back to, or null for those that Java trusts
 * @param credentialsFile the service account's key (JSON)
 * @param tokenUrl where access tokens are given out, or null for where the key says
 * @param projectId the Firebase project, or null for that of the key
 * @param connections each takes as many pushes at a time as FCM lets it
 * @param answerTimeout how long an answer is waited for, before the push counts as failed; Google <a
 *     href="https://firebase.google.com/docs/cloud-messaging/scale-fcm">recommends</a> ten seconds at least
 */
public record FcmSettings(
        URI url,
        Path trustFile,
        Path credentialsFile,
        URI tokenUrl,
        String projectId,
        int connections,
        Duration answerTimeout) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public FcmSettings {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("velvet.fcm.url is not an https URL");
        }
        requireBetween("velvet.fcm.connections", connections, 1, 100);
        requireBetween("velvet.fcm.answer-timeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
    }

    /** @return empty if there are no credentials */
    static Optional<FcmSettings> of(FcmConfig config) {
        return config.credentialsFile()
                .map(credentialsFile -> new FcmSettings(
                        config.url(),
                        config.trustFile().orElse(null),
                        credentialsFile,
                        config.tokenUrl().orElse(null),
                        config.projectId().orElse(null),
                        config.connections(),
                        config.answerTimeout()));
    }
}
