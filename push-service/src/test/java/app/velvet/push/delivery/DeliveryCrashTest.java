package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.DeliveryProcess.Traffic;
import app.velvet.push.delivery.StandIn.Arrived;
import app.velvet.push.silent.SilentTraffic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers in processes of their own, killed between any two steps. */
class DeliveryCrashTest {

    @ParameterizedTest
    @EnumSource
    void diesAfterAnyStepAndNothingIsLost(Provider provider) throws Exception {
        try (var world =
                        DeliveryWorld.create("delivery_crash_" + provider.name().toLowerCase(Locale.ROOT));
                var standIn = provider.start()) {
            var phones = new EnumMap<DeliveryStep, String>(DeliveryStep.class);
            for (var step : DeliveryStep.values()) {
                long user = world.user();
                phones.put(step, world.phoneOf(user, provider));
                world.tell(user, "Whatever happens");
                try (var worker = DeliveryProcess.start(world, Traffic.NOTIFICATIONS, provider, standIn.port(), step)) {
                    assertEquals(DeliveryProcess.DEAD, worker.awaitEnd(), "died after " + step);
                }
            }

            // Two replicas are left.
            world.endLeases();
            world.start(provider, standIn.port(), DeliveryProcess.SETTINGS);
            world.start(provider, standIn.port(), DeliveryProcess.SETTINGS);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.query("select 1 from delivery where state <> 'accepted'")
                            .isEmpty());
            phones.forEach((step, token) -> {
                var received = standIn.arrived(token);
                assertTrue(!received.isEmpty(), "lost: died after " + step);
                assertEquals(
                        1,
                        received.stream().map(Arrived::id).distinct().count(),
                        "a repetition that the user sees: died after " + step);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void diesAfterAnyStepAndEachAppIsToldToPull(Provider provider) throws Exception {
        try (var world = DeliveryWorld.create("silent_crash_" + provider.name().toLowerCase(Locale.ROOT));
                var standIn = provider.start()) {
            var phones = new EnumMap<DeliveryStep, String>(DeliveryStep.class);
            for (var step : DeliveryStep.values()) {
                long user = world.user();
                phones.put(step, world.phoneOf(user, provider));
                SilentTraffic.somethingNewFor(world, user);
                try (var worker = DeliveryProcess.start(world, Traffic.SILENT_PUSHES, provider, standIn.port(), step)) {
                    assertEquals(DeliveryProcess.DEAD, worker.awaitEnd(), "died after " + step);
                }
            }

            world.endLeases();
            for (int replica = 1; replica <= 2; replica++) {
                var queue = SilentTraffic.queue(provider.platform(), DeliveryProcess.SETTINGS);
                world.start(provider, standIn.port(), queue, DeliveryProcess.SETTINGS);
            }

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.query("select 1 from silent_push where wanted or leased")
                            .isEmpty());
            phones.forEach((step, token) -> {
                int came = standIn.count(token);
                assertTrue(came >= 1, "not told: died after " + step);
                assertTrue(came <= mostPushes(step), came + " times: died after " + step);
            });
        }
    }

    /** A death repeats what was sent and not recorded, and nothing else does. */
    private static int mostPushes(DeliveryStep fatal) {
        return switch (fatal) {
            case CLAIMED, OUTCOMES_COMMITTED -> 1;
            case SENT, ANSWERED, OUTCOMES_WRITTEN -> 2;
        };
    }
}
