package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.PushProvider;
import app.velvet.push.device.Platform;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** APNs, if there is a key for it. */
@Singleton
public class ApnsProvider implements PushProvider {

    private final Optional<Apns> apns;
    private final Optional<Integer> mostPerMinute;

    @Inject
    ApnsProvider(ApnsConfig config, @MainEventLoopGroup EventLoopGroup eventLoops) {
        this(ApnsSettings.of(config).map(settings -> new Apns(settings, eventLoops)), config.pushesPerMinute());
    }

    private ApnsProvider(Optional<Apns> apns, Optional<Integer> mostPerMinute) {
        this.apns = apns;
        this.mostPerMinute = mostPerMinute;
    }

    /** One without a container. */
    public static ApnsProvider with(Apns apns) {
        return new ApnsProvider(Optional.of(apns), Optional.empty());
    }

    @Override
    public String name() {
        return "apns";
    }

    @Override
    public Platform platform() {
        return Platform.IOS;
    }

    @Override
    public boolean isConfigured() {
        return apns.isPresent();
    }

    @Override
    public Optional<Integer> mostPerMinute() {
        return mostPerMinute;
    }

    @Override
    public Duration longestSend() {
        return apns.map(Apns::longestSend).orElse(Duration.ZERO);
    }

    @Override
    public CompletionStage<DeliveryOutcome> send(Push push) {
        return apns.map(client -> client.send(push))
                .orElseGet(() -> CompletableFuture.completedStage(new DeliveryOutcome.Failed("NotConfigured")));
    }

    @PreDestroy
    void close() {
        apns.ifPresent(Apns::close);
    }
}
