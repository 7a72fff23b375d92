package app.velvet.push.delivery;

import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.device.DeviceService;
import app.velvet.push.device.Platform;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A push that tells of nothing, sent while its user waits: whether pushes reach his device. */
@ApplicationScoped
class TestPush {

    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Instance<PushProvider> providers;
    private final DeviceService devices;
    private final Clock clock;

    TestPush(@Any Instance<PushProvider> providers, DeviceService devices, Clock clock) {
        this.providers = providers;
        this.devices = devices;
        this.clock = clock;
    }

    /** @return emits once the provider has accepted it; fails with a {@link DeliveryError} or as the device is another's */
    Uni<Void> send(Caller user, Platform platform, String token) {
        return devices.requireOwnOrUnknown(user, platform, token).chain(() -> {
            var now = clock.instant();
            return answer(provider(platform), push(token, now))
                    .chain(outcome -> conclude(user, platform, token, now, outcome));
        });
    }

    private PushProvider provider(Platform platform) {
        return providers.stream()
                .filter(provider -> provider.platform() == platform)
                .findAny()
                .orElseThrow();
    }

    private static Push push(String token, Instant now) {
        return new Push(
                UUID.randomUUID(),
                token,
                new Alert("Velvet", "Push notifications reach this device.", null, null),
                now.plus(EXPIRY));
    }

    private static Uni<DeliveryOutcome> answer(PushProvider provider, Push push) {
        var origin = Vertx.currentContext();
        return Uni.createFrom().completionStage(() -> provider.send(push)).emitOn(task -> goOn(origin, task));
    }

    /** The provider answers on a thread of its own, where the request's session is not. */
    private static void goOn(Context origin, Runnable task) {
        origin.runOnContext(ignored -> task.run());
    }

    private Uni<Void> conclude(Caller user, Platform platform, String token, Instant sentAt, DeliveryOutcome outcome) {
        if (outcome instanceof Accepted) {
            return Uni.createFrom().voidItem();
        }
        if (outcome instanceof Refused refused) {
            return refuse(refused.reason());
        }
        if (outcome instanceof DeviceDead dead) {
            var since = dead.since() == null ? sentAt : dead.since();
            return devices.forget(user, platform, token, since).chain(() -> refuse(dead.reason()));
        }
        var failed = (Failed) outcome;
        var pause = failed.retryAfter().isZero() ? RETRY_AFTER : failed.retryAfter();
        return Uni.createFrom().failure(new RefusedException(DeliveryError.PROVIDER_UNAVAILABLE).retryAfter(pause));
    }

    private static Uni<Void> refuse(String reason) {
        return Uni.createFrom().failure(new RefusedException(DeliveryError.PUSH_REFUSED, reason));
    }
}
