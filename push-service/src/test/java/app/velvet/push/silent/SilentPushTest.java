package app.velvet.push.silent;

import static app.velvet.push.delivery.DeliveryWorld.COMPANY;
import static app.velvet.push.delivery.DeliveryWorld.LIMITS;
import static app.velvet.push.delivery.DeliveryWorld.SETTINGS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.Apple;
import app.velvet.push.Apple.Received;
import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.DeliveryWorld;
import app.velvet.push.delivery.Provider;
import app.velvet.push.device.Platform;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentPushTest {

    private static final SilentSettings LONG = new SilentSettings(Duration.ofHours(1), Duration.ofMinutes(10));
    private static final SilentSettings SHORT = new SilentSettings(Duration.ofMillis(100), Duration.ofMinutes(10));
    private static final String IDLE = "wanted=f leased=f";
    private static final String WAITING = "wanted=t leased=f";

    private static DeliveryWorld world;
    private static Apple apple;

    private long nina;
    private String iphone;

    @BeforeAll
    static void start() {
        world = DeliveryWorld.create("silent");
        apple = Apple.start();
    }

    @BeforeEach
    void hire() {
        nina = world.user();
        iphone = world.iphoneOf(nina);
        reads(nina, key());
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

    /** A key that only the user of this test reads. */
    private String key() {
        return "Contact/user:" + nina;
    }

    private static void reads(long userId, String key) {
        world.execute("insert into silent_reader (company_id, user_id, audience_key) values (" + COMPANY + ", " + userId
                + ", '" + key + "')");
    }

    private static void poke(SilentSettings settings, Long sessionId, String... keys) {
        poke(settings, new Poke(COMPANY, List.of(keys), sessionId, Instant.now()));
    }

    private static void poke(SilentSettings settings, Poke... pokes) {
        try {
            JdbcTransactions.inTransaction(world.database(), transaction -> {
                new SilentPushes(settings).want(transaction, List.of(pokes));
                return null;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(SilentSettings settings) {
        send(settings, SETTINGS);
    }

    private static void send(SilentSettings settings, DeliverySettings delivery) {
        world.start(Provider.APNS, apple.port(), queue(delivery, settings), delivery);
    }

    private static SilentQueue queue(DeliverySettings delivery, SilentSettings settings) {
        return new SilentQueue(Platform.IOS, delivery, settings, LIMITS);
    }

    private static String stateOf(String token) {
        var states = world.query("""
                select 'wanted=' || left(wanted::text, 1) || ' leased=' || left(leased::text, 1)
                  from silent_push
                  join device on device.company_id = silent_push.company_id and device.id = silent_push.device_id
                 where token = '%s'""".formatted(token));
        return states.isEmpty() ? "none" : states.get(0);
    }

    private void awaitState(String state) {
        await().until(() -> stateOf(iphone), state::equals);
    }

    private void awaitArrivals(int count) {
        await().until(() -> apple.received(iphone).size(), Integer.valueOf(count)::equals);
    }

    private Poke tracedPoke(Instant watermark, String traceparent) {
        return new Poke(COMPANY, List.of(key()), null, watermark, traceparent);
    }

    private String trace() {
        return world.query(
                        "select traceparent from silent_push join device on device.company_id = silent_push.company_id"
                                + " and device.id = silent_push.device_id where token = '" + iphone + "'")
                .get(0);
    }

    @Test
    void aPushIsInTheTraceOfWhatItWasFirstWantedFor() {
        var first = Instant.now();
        poke(LONG, tracedPoke(first, null));
        poke(
                LONG,
                tracedPoke(first.plusMillis(2), "second"),
                tracedPoke(first.plusMillis(1), "first"),
                tracedPoke(first, null));
        assertEquals("first", trace());
        world.execute("update silent_push set expires_at = now()");
        poke(LONG, tracedPoke(first.plusMillis(3), "third"));
        assertEquals("first", trace());

        send(LONG);
        awaitState(IDLE);
        poke(LONG, tracedPoke(first.plusMillis(4), "fourth"));

        assertEquals("fourth", trace());
    }

    @Test
    void readersOfWhatIsNewAreToldToPullAndSeeNothing() {
        long other = world.user();
        var otherPhone = world.iphoneOf(other);
        reads(other, "Contact/user:" + other);
        send(LONG);

        poke(LONG, null, key(), "Contact/venue:1");

        awaitState(IDLE);
        assertEquals(1, apple.received(iphone).size());
        var push = apple.received(iphone).get(0);
        assertEquals(new JsonObject().put("aps", new JsonObject().put("content-available", 1)), push.payload());
        assertEquals("background", push.headers().get("apns-push-type"));
        assertEquals("5", push.headers().get("apns-priority"));
        assertEquals("pull", push.headers().get("apns-collapse-id"));
        assertEquals("none", stateOf(otherPhone));
    }

    @Test
    void deviceOnWhichItWasMadeIsLeftOutAndTheUsersOthersAreNot() {
        var ipad = world.iphoneOf(nina);
        world.execute("update device set session_id = 1 where token = '" + ipad + "'");

        poke(LONG, nina, key());

        assertEquals("none", stateOf(iphone));
        assertEquals(WAITING, stateOf(ipad));
    }

    @Test
    void whatIsNewWithinTheIntervalWaitsForItsEnd() {
        send(LONG);
        poke(LONG, null, key());
        awaitState(IDLE);

        poke(LONG, null, key());
        poke(LONG, null, key());

        assertEquals(WAITING, stateOf(iphone));
        assertEquals(
                List.of("01:00:00 00:10:00"),
                world.query("select due_at - sent_at || ' ' || expires_at - due_at from silent_push p "
                        + "join device d on d.id = p.device_id where d.token = '" + iphone + "'"));
        assertEquals(1, apple.received(iphone).size());
    }

    @Test
    void whatWaitedIsTold() {
        send(SHORT);
        poke(SHORT, null, key());
        awaitArrivals(1);
        awaitState(IDLE);

        poke(SHORT, null, key());

        awaitArrivals(2);
        awaitState(IDLE);
        assertEquals(
                2, apple.received(iphone).stream().map(Received::id).distinct().count());
    }

    @Test
    void whatIsNewWhileOneIsUnderWayIsToldByAnother() {
        apple.misbehave(iphone, apple.holdsBack());
        send(SHORT);
        poke(SHORT, null, key());
        awaitArrivals(1);

        poke(SHORT, null, key());
        assertEquals("wanted=t leased=t", stateOf(iphone));
        apple.letGo();

        awaitArrivals(2);
        awaitState(IDLE);
    }

    @Test
    void whatFailedForNowIsTriedAgainUnderTheSameId() {
        apple.misbehave(iphone, Apple.refuses(503, "ServiceUnavailable"), Apple.closesConnection());
        send(LONG);

        poke(LONG, null, key());

        awaitArrivals(3);
        awaitState(IDLE);
        assertEquals(
                1, apple.received(iphone).stream().map(Received::id).distinct().count());
    }

    @Test
    void whatCannotBeDeliveredIsGivenUpWhenItExpires() {
        apple.misbehave(iphone, Apple.asksToWait(Duration.ofHours(1)));
        send(LONG);

        poke(LONG, null, key());

        awaitState(IDLE);
        assertEquals(1, apple.received(iphone).size());
        await().until(() -> world.metrics
                        .get("velvet.push.expired")
                        .tag("kind", "silent")
                        .counter()
                        .count()
                == 1);
    }

    @Test
    void whatBecomesNewWhileTheProviderIsAwayIsTriedForItsOwnTime() throws SQLException {
        poke(LONG, null, key());
        var queue = queue(SETTINGS, LONG);
        try (var connection = world.database().getConnection()) {
            for (var delivery : queue.claim(connection, 100).deliveries()) {
                queue.record(connection, delivery, new DeliveryOutcome.Failed("ServiceUnavailable"));
            }
        }
        world.execute("update silent_push set expires_at = now() + interval '1 millisecond'");

        poke(LONG, null, key());

        assertEquals(
                List.of("t"),
                world.query("select push.wanted and push.expires_at > now() + interval '1 second'"
                        + " from silent_push push join device on device.id = push.device_id where token = '" + iphone
                        + "'"));
    }

    @Test
    void permanentRefusalIsNotTriedAgainButTheNextChangeIs() {
        apple.misbehave(iphone, Apple.refuses(400, "TopicDisallowed"));
        send(SHORT);
        poke(SHORT, null, key());
        awaitState(IDLE);

        poke(SHORT, null, key());

        awaitArrivals(2);
    }

    @Test
    void deadDeviceIsForgotten() {
        apple.misbehave(iphone, Apple.refuses(400, "BadDeviceToken"));
        send(LONG);

        poke(LONG, null, key());

        await().until(() -> world.tokensOf(nina).isEmpty());
        assertEquals("none", stateOf(iphone));
    }

    @Test
    void whatADeadWorkerHadClaimedIsSentByAnother() throws SQLException {
        poke(LONG, null, key());
        var instant = new DeliverySettings(
                Duration.ofSeconds(1), Duration.ofMillis(50), 10, Duration.ofMillis(20), Duration.ofMillis(20));
        var dead = queue(instant, LONG);
        try (var connection = world.database().getConnection()) {
            dead.claim(connection, 100);
        }
        assertEquals("wanted=f leased=t", stateOf(iphone));

        send(LONG, instant);

        awaitState(IDLE);
        assertEquals(1, apple.received(iphone).size());
    }

    @Test
    void lateAnswerToAnExpiredLeaseCountsForNothing() throws SQLException {
        poke(LONG, null, key());
        var queue = queue(SETTINGS, LONG);
        try (var connection = world.database().getConnection()) {
            var first = queue.claim(connection, 100).deliveries();
            world.execute("update silent_push set due_at = now() where leased");
            queue.claim(connection, 100);

            for (var delivery : first) {
                queue.record(connection, delivery, new DeliveryOutcome.Accepted());
                queue.record(connection, delivery, new DeliveryOutcome.Failed("Timeout"));
            }
        }
        assertEquals("wanted=f leased=t", stateOf(iphone));
    }

    @Test
    void whatBecomesNewWhileTheOneBeforeIsRecordedWaitsForTheEndOfItsInterval() throws Exception {
        poke(LONG, null, key());
        var queue = queue(SETTINGS, LONG);
        var next = JdbcTransactions.inTransaction(world.database(), transaction -> {
            for (var delivery : queue.claim(transaction, 100).deliveries()) {
                queue.record(transaction, delivery, new DeliveryOutcome.Accepted());
            }
            var poke = CompletableFuture.runAsync(() -> poke(LONG, null, key()));
            await().until(() -> world.locksWaitedFor() == 1);
            return poke;
        });
        next.get();

        assertEquals(
                List.of("01:00:00"),
                world.query("select due_at - sent_at from silent_push p join device d on d.id = p.device_id"
                        + " where d.token = '" + iphone + "'"));
    }

    @Test
    void userWhoIsDeactivatedIsNotTold() {
        world.execute("update staff_member set active = false where id = " + nina);
        send(LONG);

        poke(LONG, null, key());

        awaitState(IDLE);
        assertEquals(List.of(), apple.received(iphone));
    }
}
