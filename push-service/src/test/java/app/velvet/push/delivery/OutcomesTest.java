package app.velvet.push.delivery;

import static app.velvet.push.delivery.DeliveryWorld.LIMITS;
import static app.velvet.push.delivery.DeliveryWorld.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.device.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded late, by a worker that another has taken for dead. */
class OutcomesTest {

    private final NotificationQueue queue = new NotificationQueue(Platform.IOS, Lane.URGENT, SETTINGS, LIMITS);

    private DeliveryWorld world;
    private long told;
    private DueDelivery first;
    private DueDelivery second;

    @BeforeEach
    void claimTwice() throws SQLException {
        world = DeliveryWorld.create("outcomes");
        world.execute("truncate notification, delivery, device cascade");
        long nina = world.user();
        world.iphoneOf(nina);
        told = world.tell(nina, "Tonight");
        first = claim();
        world.execute("update delivery set due_at = now()");
        second = claim();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private DueDelivery claim() throws SQLException {
        try (var connection = world.database().getConnection()) {
            return queue.claim(connection, 1).deliveries().get(0);
        }
    }

    private void record(DueDelivery delivery, DeliveryOutcome outcome) throws SQLException {
        try (var connection = world.database().getConnection()) {
            queue.record(connection, delivery, outcome);
        }
    }

    private void assertState(String expected) {
        assertEquals(List.of(expected), world.deliveries(told));
    }

    @Test
    void failureSaysNothingOfTheTryThatIsUnderWay() throws SQLException {
        record(first, new Failed("Timeout", Duration.ofDays(2)));

        assertState("waiting 2");
    }

    @Test
    void acceptanceIsTrueWhoeverHeardIt() throws SQLException {
        record(first, new Accepted());

        assertState("accepted 2");
    }

    @Test
    void whatIsDecidedStaysDecided() throws SQLException {
        record(first, new Accepted());

        record(second, new Failed("Timeout", Duration.ofDays(2)));
        record(second, new Refused("BadTopic"));

        assertState("accepted 2");
    }
}
