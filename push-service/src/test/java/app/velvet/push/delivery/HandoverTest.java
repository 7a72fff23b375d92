package app.velvet.push.delivery;

import static app.velvet.push.delivery.DeliveryWorld.LIMITS;
import static app.velvet.push.delivery.DeliveryWorld.SETTINGS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.delivery.StandIn.Arrived;
import app.velvet.push.delivery.StandIn.Fault;
import app.velvet.push.device.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broadcasts whose deliveries are leased as they are stored. */
class HandoverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Rate NO_LIMIT = new Rate(1_000_000, Duration.ofHours(1));

    /** Two at once, and the next in three minutes or so. */
    private static final Rate TWO = new Rate(20, Duration.ofHours(1));

    private DeliveryWorld world;
    private StandIn apple;
    private long nina;
    private String phone;

    @BeforeEach
    void hire() {
        world = DeliveryWorld.create("handover");
        world.execute("truncate notification, delivery, device cascade");
        world.execute("update send_budget set spent_until = '-infinity'");
        apple = Provider.APNS.start();
        nina = world.user();
        phone = world.iphoneOf(nina);
    }

    @AfterEach
    void close() {
        world.close();
        apple.close();
    }

    private DeliveryWorker worker() {
        return worker(SETTINGS);
    }

    private DeliveryWorker worker(DeliverySettings settings) {
        var queue = new NotificationQueue(Platform.IOS, Lane.BULK, settings, LIMITS);
        return world.start(Provider.APNS, apple.port(), queue, settings);
    }

    private static Handover handover(DeliveryWorker worker) {
        return handover(worker, LIMITS);
    }

    private static Handover handover(DeliveryWorker worker, SendLimits limits) {
        return handover(Optional.of(worker), limits, Duration.ofMinutes(5));
    }

    private static Handover handover(Optional<DeliveryWorker> worker, SendLimits limits, Duration lease) {
        return new Handover(new PlannedDeliveries(Platform.IOS, lease, limits), worker, 100);
    }

    private void store(Handover handover, long... userIds) throws SQLException {
        JdbcTransactions.inTransaction(world.database(), transaction -> {
            DeliveryWorld.tell(transaction, handover, "To all", userIds);
            return null;
        });
    }

    private void tell(Handover handover, long... userIds) throws SQLException {
        try (handover) {
            store(handover, userIds);
            handover.send();
        }
    }

    private List<String> deliveries() {
        return world.query("select concat_ws(' ', state, reason, tries) from delivery order by id");
    }

    private void awaitDeliveries(String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of(expected), deliveries()));
    }

    @Test
    void whatIsStoredIsLeasedAndSentAfterTheCommit() throws SQLException {
        world.tell(nina, "Before");
        try (var handover = handover(worker())) {
            store(handover, nina);

            assertEquals(
                    List.of("waiting 1 t"),
                    world.query("select concat_ws(' ', state, tries, due_at > now()) from delivery where bulk"));
            assertEquals(List.of(), apple.arrived(phone));
            handover.send();
        }

        await().atMost(PATIENCE)
                .until(() -> world.query("select state from delivery where bulk"), List.of("accepted")::equals);
        var push = apple.arrived(phone).get(0);
        assertEquals("To all", push.message());
        assertEquals(2, push.badge());
        assertEquals(
                List.of(Long.toString(push.notificationId())),
                world.query("select notification_id from delivery where bulk"));
        assertEquals(1, apple.arrived(phone).size());
    }

    @Test
    void nothingIsSentOfWhatIsRolledBackAndItsRoomIsFreeAgain() throws SQLException {
        var worker = worker();
        for (int i = 0; i < 3; i++) {
            try (var handover = handover(worker);
                    var transaction = world.database().getConnection()) {
                transaction.setAutoCommit(false);
                DeliveryWorld.tell(transaction, handover, "Never", nina);
                transaction.rollback();
            }
        }

        tell(handover(worker), nina);

        awaitDeliveries("accepted 1");
        assertEquals(
                List.of("To all"),
                apple.arrived(phone).stream().map(Arrived::message).toList());
    }

    @Test
    void whatADeadProcessWasHandedIsSentWhenItsLeaseIsOver() throws SQLException {
        var dead = worker();
        store(handover(Optional.of(dead), LIMITS, Duration.ofSeconds(1)), nina);
        worker();

        awaitDeliveries("accepted 2");
        assertEquals(1, apple.arrived(phone).size());
    }

    @Test
    void deviceThatHasHadTooMuchWaitsForItsTurn() throws SQLException {
        var worker = worker();
        for (int i = 0; i < 3; i++) {
            tell(handover(worker, new SendLimits(Optional.empty(), TWO, NO_LIMIT)), nina);
        }

        awaitDeliveries("accepted 1", "accepted 1", "waiting DeviceLimit 0");
        assertEquals(
                List.of("t"),
                world.query("select due_at > now() + interval '1 minute' from delivery where state = 'waiting'"));
    }

    @Test
    void projectThatHasHadEnoughIsSentNoMore() throws SQLException {
        var limits = new SendLimits(Optional.of(TWO), NO_LIMIT, NO_LIMIT);
        var users = IntStream.range(0, 3).mapToLong(i -> world.user()).toArray();
        for (long user : users) {
            world.iphoneOf(user);
        }
        try (var handover = handover(worker(), limits)) {
            store(handover, users);

            assertEquals(List.of("waiting 1", "waiting 1", "waiting 0"), deliveries());
        }
        try (var connection = world.database().getConnection()) {
            var other = new DueDeliveries(Platform.IOS, Lane.BULK, Duration.ofMinutes(1), limits);
            assertEquals(List.of(), other.claim(connection, 100).deliveries(), "not by another replica either");
        }
    }

    @Test
    void deviceThatSomebodyHasLockedIsLeftForItsLane() throws SQLException {
        var worker = worker();
        try (var other = world.database().getConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select 1 from device where token = '" + phone + "' for update");

            tell(handover(worker), nina);

            assertEquals(List.of("waiting 0"), deliveries());
            other.rollback();
        }
        awaitDeliveries("accepted 1");
    }

    @Test
    void whoIsDeactivatedGetsNothing() throws SQLException {
        world.execute("update staff_member set active = false where id = " + nina);

        tell(handover(worker()), nina);

        awaitDeliveries("refused NoDevice 1");
        assertEquals(List.of(), apple.arrived(phone));
    }

    @Test
    void noMoreIsHandedOverThanTheWorkerHasRoomForAndTheRestIsClaimed() throws SQLException {
        var narrow = new DeliverySettings(
                Duration.ofMinutes(5), Duration.ofMillis(100), 2, Duration.ofMinutes(5), Duration.ofMinutes(5));
        for (int i = 0; i < 5; i++) {
            apple.misbehave(phone, Fault.HOLDS_BACK);
        }
        var worker = worker(narrow);
        for (int i = 0; i < 5; i++) {
            tell(handover(worker), nina);
        }

        await().atMost(PATIENCE).until(() -> apple.heldBack() == 2);
        awaitDeliveries("waiting 1", "waiting 1", "waiting 0", "waiting 0", "waiting 0");
        await().atMost(PATIENCE).until(() -> {
            apple.letGo();
            return deliveries().equals(List.of("accepted 1", "accepted 1", "accepted 1", "accepted 1", "accepted 1"));
        });
        assertEquals(5, apple.arrived(phone).size());
    }

    @Test
    void providerThatIsSlowIsWaitedForOnlyOnce() throws SQLException {
        apple.misbehave(phone, Fault.HOLDS_BACK);
        var worker = worker(new DeliverySettings(
                Duration.ofMinutes(5), Duration.ofMillis(100), 1, Duration.ofMinutes(5), Duration.ofMinutes(5)));
        tell(handover(worker), nina);

        assertTimeout(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 100; i++) {
                assertEquals(0, worker.reserve(1));
            }
        });
        apple.letGo();
    }

    @Test
    void withoutAWorkerAllWait() throws SQLException {
        tell(handover(Optional.empty(), LIMITS, Duration.ofMinutes(5)), nina);

        assertEquals(List.of("waiting 0"), deliveries());
        worker();
        awaitDeliveries("accepted 1");
    }
}
