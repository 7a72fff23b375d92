package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.delivery.StandIn.Arrived;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with deliveries that are dead. */
class ReplayTest {

    private DeliveryWorld world;
    private StandIn google;
    private long nina;
    private String android;

    @BeforeEach
    void start() {
        world = DeliveryWorld.create("replay");
        world.execute("truncate notification, delivery, device cascade");
        google = Provider.FCM.start();
        nina = world.user();
        android = world.phoneOf(nina, Provider.FCM);
        world.start(Provider.FCM, google.port());
    }

    @AfterEach
    void stop() {
        world.close();
        google.close();
    }

    private long dead(String message) {
        google.askToWait(android, Duration.ofDays(2));
        long notification = world.tell(nina, message);
        awaitDeliveries(notification, "dead QUOTA_EXCEEDED 1");
        return notification;
    }

    private List<String> replay(String arguments) {
        return world.query("select replay_dead_deliveries(" + arguments + ")");
    }

    @Test
    void deadDeliveriesOfACompanyAreTriedAgainUnderTheSameId() {
        long first = dead("First");
        long second = dead("Second");

        assertEquals(List.of("0"), replay("8"));
        assertEquals(List.of("2"), replay("7"));

        awaitDeliveries(first, "accepted 1");
        awaitDeliveries(second, "accepted 1");
        assertEquals(
                2, google.arrived(android).stream().map(Arrived::id).distinct().count());
        assertEquals(4, google.arrived(android).size());
    }

    @Test
    void oneNotificationIsReplayedAlone() {
        long first = dead("First");
        long second = dead("Second");

        assertEquals(List.of("1"), replay("7, " + second));

        awaitDeliveries(second, "accepted 1");
        awaitDeliveries(first, "dead QUOTA_EXCEEDED 1");
    }

    @Test
    void replayIsNotTriedForeverEither() {
        long told = dead("Again in vain");
        google.askToWait(android, Duration.ofHours(3));

        replay("7, " + told + ", '2 hours'");

        awaitDeliveries(told, "dead QUOTA_EXCEEDED 1");
    }

    private void awaitDeliveries(long notificationId, String... expected) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertEquals(List.of(expected), world.deliveries(notificationId)));
    }
}
