package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.Apple;
import app.velvet.testing.apns.ApnsCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only APNs does: it wants headers, and says since when a device is gone. */
class ApnsDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static DeliveryWorld world;
    private static Apple apple;

    private long nina;
    private String iphone;

    @BeforeAll
    static void start() {
        world = DeliveryWorld.create("delivery_apns");
        apple = Apple.start();
    }

    @BeforeEach
    void hire() {
        nina = world.user();
        iphone = world.iphoneOf(nina);
        world.start(Provider.APNS, apple.port());
    }

    @AfterEach
    void stopWorkers() {
        world.stopWorkers();
    }

    @AfterAll
    static void stop() {
        world.close();
        apple.close();
    }

    @Test
    void headersSayWhatKindOfPushItIsAndHowLongItIsGood() {
        long told = world.tell(nina, "Tonight");

        awaitDeliveries(told, "accepted 1");
        var headers = apple.received(iphone).get(0).headers();
        assertEquals("alert", headers.get("apns-push-type"));
        assertEquals("10", headers.get("apns-priority"));
        assertEquals(ApnsCredentials.TOPIC, headers.get("apns-topic"));
        assertEquals(
                world.query("select apns_id || ' ' || floor(extract(epoch from expires_at))::bigint from delivery"
                        + " where notification_id = " + told),
                List.of(headers.get("apns-id") + " " + headers.get("apns-expiration")));
    }

    @Test
    void deviceThatIsGoneSinceItsRegistrationIsRemoved() {
        apple.misbehave(iphone, Apple.saysGone(Instant.now()));

        awaitDeliveries(world.tell(nina, "Nobody there"), "refused Unregistered 1");

        assertEquals(List.of(), world.tokensOf(nina));
    }

    @Test
    void invalidationOlderThanTheRegistrationDoesNotCount() {
        apple.misbehave(iphone, Apple.saysGone(Instant.now().minus(Duration.ofHours(1))));

        awaitDeliveries(world.tell(nina, "Still there"), "accepted 2");

        assertEquals(List.of(iphone), world.tokensOf(nina));
    }

    private static void awaitDeliveries(long notificationId, String... expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(List.of(expected), world.deliveries(notificationId)));
    }
}
