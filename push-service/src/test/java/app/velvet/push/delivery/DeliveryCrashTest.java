package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.Apple;
import app.velvet.push.Apple.Received;
import java.time.Duration;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/** Workers in processes of their own, killed between any two steps. */
class DeliveryCrashTest {

    @Test
    void diesAfterAnyStepAndNothingIsLost() throws Exception {
        try (var world = DeliveryWorld.create("delivery_crash");
                var apple = Apple.start()) {
            var phones = new EnumMap<DeliveryStep, String>(DeliveryStep.class);
            for (var step : DeliveryStep.values()) {
                long user = world.user();
                phones.put(step, world.iphoneOf(user));
                world.tell(user, "Whatever happens");
                try (var worker = DeliveryProcess.start(world, apple.port(), step)) {
                    assertEquals(DeliveryProcess.DEAD, worker.awaitEnd(), "died after " + step);
                }
            }

            world.start(apple.port());

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.query("select 1 from delivery where state <> 'accepted'")
                            .isEmpty());
            phones.forEach((step, token) -> {
                var received = apple.received(token);
                assertTrue(!received.isEmpty(), "lost: died after " + step);
                assertEquals(
                        1,
                        received.stream().map(Received::id).distinct().count(),
                        "a repetition that the user sees: died after " + step);
            });
        }
    }
}
