package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.device.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverdueDeliveriesTest {

    private record Named(Platform platform, boolean isConfigured) implements PushProvider {

        @Override
        public String name() {
            return platform.wireName();
        }

        @Override
        public Optional<Integer> mostPerMinute() {
            return Optional.empty();
        }

        @Override
        public Duration longestSend() {
            return Duration.ZERO;
        }

        @Override
        public CompletionStage<DeliveryOutcome> send(Push push) {
            throw new UnsupportedOperationException();
        }
    }

    private DeliveryWorld world;
    private OverdueDeliveries overdue;

    @BeforeEach
    void tellAnIphoneThatNobodySendsTo() {
        world = DeliveryWorld.create("overdue");
        world.execute("truncate notification, delivery, device cascade");
        long nina = world.user();
        world.iphoneOf(nina);
        world.tell(nina, "Hello");
        world.tell(new long[] {nina}, "Hello all");
        overdue = new OverdueDeliveries(
                world.database(),
                Stream.of(new Named(Platform.IOS, true), new Named(Platform.ANDROID, false)),
                world.metrics);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private double seconds(String kind) {
        return world.metrics
                .get("velvet.push.overdue")
                .tags("provider", "ios", "kind", kind)
                .gauge()
                .value();
    }

    @Test
    void itIsTheOneThatIsDueLongestOfEachQueue() throws Exception {
        world.execute("update delivery set due_at = now() - interval '90 seconds' where not bulk");
        overdue.look();

        double notification = seconds("notification");
        assertTrue(notification >= 90 && notification < 120, notification + " seconds");
        assertTrue(seconds("broadcast") < 30);
    }

    @Test
    void withoutADatabaseItIsNotKnown() {
        overdue.look();
        world.execute("alter table delivery rename to delivery_away");
        try {
            overdue.look();

            assertTrue(Double.isNaN(seconds("notification")));
        } finally {
            world.execute("alter table delivery_away rename to delivery");
        }
    }

    @Test
    void thereIsNoneOfAProviderWithoutCredentials() {
        assertNull(world.metrics
                .find("velvet.push.overdue")
                .tag("provider", "android")
                .gauge());
    }

    @Test
    void whatRestsOrIsDecidedIsNotOverdue() throws Exception {
        world.execute("update delivery set due_at = now() - interval '90 seconds', state = 'dead' where not bulk");
        world.execute("update delivery set due_at = now() + interval '90 seconds' where bulk");
        overdue.look();

        assertEquals(0, seconds("notification"));
        assertEquals(0, seconds("broadcast"));
    }
}
