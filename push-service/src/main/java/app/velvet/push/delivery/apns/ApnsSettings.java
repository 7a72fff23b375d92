package app.velvet.push.delivery.apns;

import static app.velvet.api.setting.Bounds.requireBetween;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How APNs is reached.
 *
 * @param trustFile certificates (PEM) that the server's has to go back to, or null for those that Java trusts
 * @param keyFile the signing key (.p8) of {@code keyId} and {@code teamId}
 * @param topic the bundle id of the app
 * @param answerTimeout how long an answer is waited for, before the push counts as failed
 */
public record ApnsSettings(
        String host,
        int port,
        Path trustFile,
        Path keyFile,
        String keyId,
        String teamId,
        String topic,
        int connections,
        Duration answerTimeout) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public ApnsSettings {
        requireBetween("velvet.apns.port", port, 1, 65_535);
        requireBetween("velvet.apns.connections", connections, 1, 100);
        requireBetween("velvet.apns.answer-timeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
    }

    /** @return empty if there is no key */
    static Optional<ApnsSettings> of(ApnsConfig config) {
        return config.keyFile()
                .map(keyFile -> new ApnsSettings(
                        config.host(),
                        config.port(),
                        config.trustFile().orElse(null),
                        keyFile,
                        required(config.keyId(), "velvet.apns.key-id"),
                        required(config.teamId(), "velvet.apns.team-id"),
                        required(config.topic(), "velvet.apns.topic"),
                        config.connections(),
                        config.answerTimeout()));
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() -> new IllegalArgumentException("velvet.apns.key-file needs " + name));
    }
}
