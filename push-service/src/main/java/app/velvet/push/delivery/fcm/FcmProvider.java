package app.velvet.push.delivery.fcm;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.PushProvider;
import app.velvet.push.device.Platform;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** FCM, if there is a service account for it. */
@Singleton
public class FcmProvider implements PushProvider {

    private final Optional<Fcm> fcm;
    private final Optional<Integer> mostPerMinute;

    @Inject
    FcmProvider(FcmConfig config, Vertx vertx, Clock clock) {
        this(
                FcmSettings.of(config).map(settings -> new Fcm(settings, vertx, clock)),
                Optional.of(config.pushesPerMinute()));
    }

    private FcmProvider(Optional<Fcm> fcm, Optional<Integer> mostPerMinute) {
        this.fcm = fcm;
        this.mostPerMinute = mostPerMinute;
    }

    /** One without a container. */
    public static FcmProvider with(Fcm fcm) {
        return new FcmProvider(Optional.of(fcm), Optional.empty());
    }

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public Platform platform() {
        return Platform.ANDROID;
    }

    @Override
    public boolean isConfigured() {
        return fcm.isPresent();
    }

    @Override
    public Optional<Integer> mostPerMinute() {
        return mostPerMinute;
    }

    @Override
    public Duration longestSend() {
        return fcm.map(Fcm::longestSend).orElse(Duration.ZERO);
    }

    @Override
    public CompletionStage<DeliveryOutcome> send(Push push) {
        return fcm.map(client -> client.send(push))
                .orElseGet(() -> CompletableFuture.completedStage(new DeliveryOutcome.Failed("NotConfigured")));
    }

    @PreDestroy
    void close() {
        fcm.ifPresent(Fcm::close);
    }
}
