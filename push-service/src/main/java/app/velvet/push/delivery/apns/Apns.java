package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.Push;
import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A client of APNs that keeps its connections open. Thread-safe. */
public final class Apns implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Apns.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Of several with one collapse id that wait for a device, APNs keeps the last one: one pull brings everything. A notification has
     * its own, by which its repetition replaces it.
     */
    private static final String SILENT = "pull";

    private final ApnsSettings settings;
    private final RetryAfter retryAfter = new RetryAfter();
    private final ApnsClient client;

    /**
     * Connects with the first push.
     *
     * @param eventLoops whose threads it uses
     * @throws IllegalArgumentException if the key or the certificates are not readable
     */
    public Apns(ApnsSettings settings, EventLoopGroup eventLoops) {
        this.settings = settings;
        this.client = client(settings, eventLoops, retryAfter);
    }

    private static ApnsClient client(ApnsSettings settings, EventLoopGroup eventLoops, RetryAfter retryAfter) {
        try {
            var key =
                    ApnsSigningKey.loadFromPkcs8File(settings.keyFile().toFile(), settings.teamId(), settings.keyId());
            var builder = new ApnsClientBuilder()
                    .setApnsServer(settings.host(), settings.port())
                    .setSigningKey(key)
                    .setConcurrentConnections(settings.connections())
                    .setConnectionTimeout(CONNECT_TIMEOUT)
                    .setGracefulShutdownTimeout(CLOSE_TIMEOUT)
                    .setFrameLogger(retryAfter)
                    .setEventLoopGroup(eventLoops);
            if (settings.trustFile() != null) {
                builder.setTrustedServerCertificateChain(settings.trustFile().toFile());
            }
            return builder.build();
        } catch (IOException | NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalArgumentException(
                    "APNs cannot be reached with velvet.apns.key-file and velvet.apns.trust-file as they are", e);
        }
    }

    Duration longestSend() {
        return settings.answerTimeout();
    }

    /** @return never fails */
    CompletionStage<DeliveryOutcome> send(Push push) {
        retryAfter.expect(push.id());
        return client.sendNotification(notification(push))
                .orTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    var asked = retryAfter.take(push.id());
                    return failure == null ? outcome(answer, asked) : failed(failure);
                });
    }

    private SimpleApnsPushNotification notification(Push push) {
        boolean isSilent = push.alert() == null;
        return new SimpleApnsPushNotification(
                // It becomes a part of the path; whatever a client has registered must not become another path.
                URLEncoder.encode(push.token(), StandardCharsets.UTF_8),
                settings.topic(),
                ApnsPayload.of(push),
                push.expiresAt(),
                isSilent ? DeliveryPriority.CONSERVE_POWER : DeliveryPriority.IMMEDIATE,
                isSilent ? PushType.BACKGROUND : PushType.ALERT,
                isSilent ? SILENT : push.id().toString(),
                push.id());
    }

    private static DeliveryOutcome outcome(PushNotificationResponse<?> answer, Duration retryAfter) {
        return answer.isAccepted()
                ? new DeliveryOutcome.Accepted()
                : ApnsReason.outcome(
                        answer.getStatusCode(),
                        answer.getRejectionReason().orElse(null),
                        answer.getTokenInvalidationTimestamp().orElse(null),
                        retryAfter);
    }

    private static DeliveryOutcome failed(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        LOG.debug("APNs was not reached", cause);
        return new DeliveryOutcome.Failed(cause instanceof TimeoutException ? "Timeout" : "ConnectionLost");
    }

    @Override
    public void close() {
        client.close();
    }
}
