package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.Apple;
import app.velvet.push.Apple.Received;
import app.velvet.push.device.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static DeliveryWorld world;
    private static Apple apple;

    private long nina;
    private String iphone;

    @BeforeAll
    static void start() {
        world = DeliveryWorld.create("delivery");
        apple = Apple.start();
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

    private void hire() {
        nina = world.user();
        iphone = world.iphoneOf(nina);
    }

    @Test
    void notificationReachesEachDeviceOnce() {
        hire();
        var ipad = world.iphoneOf(nina);
        world.start(apple.port());
        world.tell(nina, "First");

        long second = world.tell(nina, "Second");

        awaitDeliveries(second, "accepted 1", "accepted 1");
        for (var token : List.of(iphone, ipad)) {
            assertEquals(
                    List.of("First", "Second"),
                    apple.received(token).stream().map(Received::message).toList());
        }
        var push = apple.received(iphone).get(1);
        assertEquals("alert", push.headers().get("apns-push-type"));
        assertEquals("10", push.headers().get("apns-priority"));
        assertEquals("app.velvet.test", push.headers().get("apns-topic"));
        assertEquals(second, push.payload().getLong("notification_id"));
        assertEquals(2, push.aps().getInteger("badge"));
        assertEquals(
                world.query(
                        "select floor(extract(epoch from expires_at))::bigint from delivery where notification_id = "
                                + second + " limit 1"),
                List.of(push.headers().get("apns-expiration")));
    }

    @Test
    void commitWakesTheWorkerAtOnce() {
        hire();
        world.start(
                apple.port(),
                new DeliverySettings(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        100,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
        // The first is found by the look around at the start, so the second is the one that wakes.
        awaitDeliveries(world.tell(nina, "First"), "accepted 1");

        awaitDeliveries(world.tell(nina, "Second"), "accepted 1");
    }

    @Test
    void whatFailedForNowIsTriedAgainUnderTheSameId() {
        hire();
        apple.misbehave(
                iphone,
                Apple.refuses(500, "InternalServerError"),
                Apple.refuses(503, "ServiceUnavailable"),
                Apple.closesConnection(),
                Apple.saysNothing(),
                Apple.refuses(429, "TooManyRequests"),
                Apple.refuses(403, "InvalidProviderToken"));
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Patience"), "accepted 7");

        assertEquals(7, apple.received(iphone).size());
        assertEquals(
                1, apple.received(iphone).stream().map(Received::id).distinct().count());
    }

    @Test
    void providerIsLeftAloneAsLongAsItAsks() {
        hire();
        apple.misbehave(iphone, Apple.asksToWait(Duration.ofSeconds(90)));
        world.start(apple.port());

        long told = world.tell(nina, "Later");

        awaitDeliveries(told, "waiting TooManyRequests 1");
        var wait = Double.parseDouble(world.query(
                        "select extract(epoch from due_at - created_at) from delivery where notification_id = " + told)
                .get(0));
        assertTrue(wait >= 90 && wait < 150, wait + " seconds");
    }

    @Test
    void permanentRefusalIsNotTriedAgain() {
        hire();
        apple.misbehave(iphone, Apple.refuses(400, "TopicDisallowed"));
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Never"), "refused TopicDisallowed 1");
        awaitDeliveries(world.tell(nina, "Next"), "accepted 1");

        assertEquals(List.of("Never", "Next"), messages());
        assertEquals(List.of(iphone), world.tokensOf(nina));
    }

    @Test
    void deliveryIsDeadWithItsLastReasonWhenItExpires() {
        hire();
        var failures = new Apple.Fault[200];
        Arrays.fill(failures, Apple.refuses(500, "InternalServerError"));
        apple.misbehave(iphone, failures);
        world.start(apple.port());

        long told = world.tell(nina, "In vain", Duration.ofSeconds(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(
                        world.deliveries(told).get(0).startsWith("dead InternalServerError "),
                        world.deliveries(told).toString()));
    }

    @Test
    void deliveryThatExpiredWhileNobodySentIsDeadUnsent() {
        hire();
        long told = world.tell(nina, "Too late", Duration.ofMillis(1));

        world.start(apple.port());

        awaitDeliveries(told, "dead Expired 1");
        assertEquals(List.of(), messages());
    }

    @Test
    void badDeviceTokenRemovesItsDevice() {
        hire();
        apple.misbehave(iphone, Apple.refuses(400, "BadDeviceToken"));
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Nobody there"), "refused BadDeviceToken 1");

        assertEquals(List.of(), world.tokensOf(nina));
    }

    @Test
    void deviceThatIsGoneSinceItsRegistrationIsRemoved() {
        hire();
        apple.misbehave(iphone, Apple.saysGone(Instant.now()));
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Nobody there"), "refused Unregistered 1");

        assertEquals(List.of(), world.tokensOf(nina));
    }

    @Test
    void invalidationOlderThanTheRegistrationDoesNotCount() {
        hire();
        apple.misbehave(iphone, Apple.saysGone(Instant.now().minus(Duration.ofHours(1))));
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Still there"), "accepted 2");

        assertEquals(List.of(iphone), world.tokensOf(nina));
    }

    @Test
    void deviceThatIsRegisteredAgainWhileAPushIsUnderWayStays() {
        hire();
        apple.misbehave(iphone, request -> {
            world.execute("update device set registered_at = now() where token = '" + iphone + "'");
            Apple.refuses(400, "BadDeviceToken").befalls(request);
        });
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Back again"), "accepted 2");

        assertEquals(List.of(iphone), world.tokensOf(nina));
    }

    @Test
    void deactivatedUserGetsNothing() {
        hire();
        world.execute("update staff_member set active = false where id = " + nina);
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Secret"), "refused NoDevice 1");

        assertEquals(List.of(), messages());
    }

    @Test
    void deviceOfAnEndedSessionGetsNothing() {
        hire();
        world.execute("insert into staff_session_end (company_id, id, user_id, expires_at) values ("
                + DeliveryWorld.COMPANY + ", " + nina + ", " + nina + ", now() + interval '1 hour')");
        world.start(apple.port());

        awaitDeliveries(world.tell(nina, "Secret"), "refused NoDevice 1");

        assertEquals(List.of(), messages());
    }

    @Test
    void deviceThatChangedHandsGetsNothingOfItsFormerUser() {
        hire();
        long told = world.tell(nina, "For Nina only");
        world.execute("update device set user_id = " + world.user() + " where token = '" + iphone + "'");

        world.start(apple.port());

        awaitDeliveries(told, "refused NoDevice 1");
        assertEquals(List.of(), messages());
    }

    @Test
    void newTokenOfADeviceGetsWhatWaitedForTheOldOne() {
        hire();
        long told = world.tell(nina, "Follows");
        world.execute("update device set token = reverse(token) where token = '" + iphone + "'");

        world.start(apple.port());

        awaitDeliveries(told, "accepted 1");
        assertEquals(
                1,
                apple.received(new StringBuilder(iphone).reverse().toString()).size());
    }

    @Test
    void slowAnswersHoldUpNoOther() {
        hire();
        long otis = world.user();
        var other = world.iphoneOf(otis);
        var patient = new DeliverySettings(
                Duration.ofMinutes(1), Duration.ofMillis(200), 100, Duration.ofMinutes(1), Duration.ofMinutes(1));
        for (int i = 0; i < 50; i++) {
            apple.misbehave(iphone, apple.holdsBack());
            world.tell(nina, "Slow");
        }
        world.start(apple.port(), patient);
        await().atMost(PATIENCE).until(() -> apple.heldBack() == 50);

        awaitDeliveries(world.tell(otis, "Quick"), "accepted 1");

        apple.letGo();
        assertEquals(1, apple.received(other).size());
    }

    @Test
    void windowThatIsFullIsWaitedFor() {
        hire();
        var narrow = new DeliverySettings(
                Duration.ofSeconds(30), Duration.ofMillis(50), 2, Duration.ofMillis(20), Duration.ofMillis(20));
        var told =
                IntStream.range(0, 20).mapToObj(i -> world.tell(nina, "n" + i)).toList();

        world.start(apple.port(), narrow);

        told.forEach(notification -> awaitDeliveries(notification, "accepted 1"));
    }

    @Test
    void workersShareTheWork() {
        var phones = new HashMap<Long, String>();
        for (int i = 0; i < 150; i++) {
            long user = world.user();
            phones.put(user, world.iphoneOf(user));
            world.tell(user, "Once");
        }
        var patient = new DeliverySettings(
                Duration.ofMinutes(1), Duration.ofMillis(200), 20, Duration.ofMinutes(1), Duration.ofMinutes(1));

        world.start(apple.port(), patient);
        world.start(apple.port(), patient);

        await().atMost(PATIENCE)
                .until(() -> world.query("select 1 from delivery where state = 'waiting' and user_id >= "
                                + phones.keySet().stream().min(Long::compare).orElseThrow())
                        .isEmpty());
        assertEquals(
                Map.of(1, 150L),
                phones.values().stream()
                        .map(token -> apple.received(token).size())
                        .collect(Collectors.groupingBy(count -> count, Collectors.counting())));
    }

    @Test
    void whatADeadWorkerHadClaimedIsSentWhenItsLeaseIsOver() throws Exception {
        hire();
        long told = world.tell(nina, "Left behind");
        try (var connection = world.database().getConnection()) {
            new DueDeliveries(Platform.IOS, Duration.ofSeconds(1)).claim(connection, 1000);
        }

        world.start(apple.port());

        awaitDeliveries(told, "accepted 2");
        assertEquals(1, apple.received(iphone).size());
    }

    @Test
    void providerThatIsDownIsWaitedFor() {
        hire();
        var other = Apple.start();
        int port = other.port();
        other.close();
        world.start(port);
        long told = world.tell(nina, "Outage");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(
                        !world.deliveries(told).get(0).equals("waiting 0"),
                        world.deliveries(told).toString()));

        try (var back = Apple.startAt(port)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertTrue(
                            world.deliveries(told).get(0).startsWith("accepted "),
                            world.deliveries(told).toString()));
            assertEquals(1, back.received(iphone).size());
        }
    }

    @Test
    void operatorsSeeWhatBecomesOfPushes() {
        hire();
        long otis = world.user();
        var gone = world.iphoneOf(otis);
        apple.misbehave(iphone, Apple.refuses(503, "Shutdown"));
        apple.misbehave(gone, Apple.refuses(400, "BadDeviceToken"));
        world.start(apple.port());
        double sent = count("velvet.push.sent");
        double accepted = count("velvet.push.accepted");
        double retries = count("velvet.push.retries");

        awaitDeliveries(world.tell(nina, "Counted"), "accepted 2");
        awaitDeliveries(world.tell(otis, "Counted"), "refused BadDeviceToken 1");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(sent + 3, count("velvet.push.sent"));
            assertEquals(accepted + 1, count("velvet.push.accepted"));
            assertEquals(retries + 1, count("velvet.push.retries"));
            assertTrue(world.metrics
                            .get("velvet.push.refused")
                            .tag("reason", "BadDeviceToken")
                            .counter()
                            .count()
                    >= 1);
            assertTrue(
                    world.metrics.get("velvet.push.acceptance.latency").timer().count() >= 1);
        });
    }

    private static double count(String metric) {
        return world.metrics.get(metric).tag("provider", "apns").counter().count();
    }

    private List<String> messages() {
        return apple.received(iphone).stream().map(Received::message).toList();
    }

    private static void awaitDeliveries(long notificationId, String... expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(List.of(expected), world.deliveries(notificationId)));
    }
}
