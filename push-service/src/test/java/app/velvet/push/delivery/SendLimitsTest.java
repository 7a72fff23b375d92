package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.Claimed.Next;
import app.velvet.push.device.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendLimitsTest {

    private static final Rate NO_LIMIT = new Rate(1_000_000, Duration.ofHours(1));

    /** Two at once, and the next in three minutes or so. */
    private static final Rate TWO = new Rate(20, Duration.ofHours(1));

    private DeliveryWorld world;
    private long nina;
    private String phone;

    @BeforeEach
    void hire() {
        world = DeliveryWorld.create("send_limits");
        world.execute("truncate notification, delivery, device cascade");
        world.execute("update send_budget set spent_until = '-infinity'");
        nina = world.user();
        phone = world.iphoneOf(nina);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Claimed claim(SendLimits limits) {
        return claim(limits, 100);
    }

    private Claimed claim(SendLimits limits, int most) {
        try (var connection = world.database().getConnection()) {
            return new DueDeliveries(Platform.IOS, Lane.URGENT, Duration.ofMinutes(1), limits).claim(connection, most);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SendLimits perDevice(Rate perMinute, Rate perHour) {
        return new SendLimits(Optional.empty(), perMinute, perHour);
    }

    private static SendLimits perProject(Rate rate) {
        return new SendLimits(Optional.of(rate), NO_LIMIT, NO_LIMIT);
    }

    private void tellNina(int times) {
        IntStream.range(0, times).forEach(i -> world.tell(nina, "n" + i));
    }

    private List<String> states() {
        return world.query("select state || ' ' || coalesce(reason, '') || ' ' || tries || ' '"
                + " || case when due_at > now() then 'later' else 'now' end from delivery order by id");
    }

    @Test
    void whatIsTooMuchForADeviceWaitsForItsTurnWithoutATry() {
        tellNina(4);

        var claimed = claim(perDevice(TWO, NO_LIMIT));

        assertEquals(2, claimed.deliveries().size());
        assertEquals(Next.WHEN_TOLD, claimed.next());
        assertEquals(
                List.of(
                        "waiting  1 later",
                        "waiting  1 later",
                        "waiting DeviceLimit 0 later",
                        "waiting DeviceLimit 0 later"),
                states());
        assertEquals(
                List.of("00:03:20"),
                world.query("select max(due_at) - min(due_at) from delivery where tries = 0"),
                "their turns are one after the other");
    }

    @Test
    void limitOfTheHourCountsAsWell() {
        tellNina(4);

        assertEquals(2, claim(perDevice(NO_LIMIT, TWO)).deliveries().size());
    }

    @Test
    void otherDevicesAreNotHeldUp() {
        tellNina(4);
        long otis = world.user();
        world.iphoneOf(otis);
        world.tell(otis, "Not limited");

        var claimed = claim(perDevice(TWO, NO_LIMIT));

        assertEquals(
                Set.of("n0", "n1", "Not limited"),
                claimed.deliveries().stream()
                        .map(delivery -> delivery.push().alert().message())
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatOneReplicaHasSentCountsForAnother() {
        tellNina(2);
        claim(perDevice(TWO, NO_LIMIT));
        tellNina(1);

        assertEquals(List.of(), claim(perDevice(TWO, NO_LIMIT)).deliveries());
    }

    @Test
    void silentPushesAndNotificationsCountTogether() {
        world.execute("update device set minute_spent_until = now() + interval '1 hour'");
        tellNina(1);

        assertEquals(List.of(), claim(perDevice(TWO, NO_LIMIT)).deliveries());
    }

    @Test
    void nothingThatIsLimitedIsDropped() {
        try (var apple = Provider.APNS.start()) {
            var quick = new Rate(40, Duration.ofSeconds(2));
            var settings = DeliveryWorld.SETTINGS;
            for (int replica = 0; replica < 2; replica++) {
                world.start(
                        Provider.APNS,
                        apple.port(),
                        new NotificationQueue(
                                Platform.IOS,
                                Lane.URGENT,
                                settings,
                                new SendLimits(Optional.of(quick), quick, NO_LIMIT)),
                        settings);
            }
            tellNina(30);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.query("select 1 from delivery where state <> 'accepted'")
                            .isEmpty());
            assertEquals(30, apple.arrived(phone).size());
            assertEquals(List.of("1"), world.query("select distinct tries from delivery"));
        }
    }

    @Test
    void whatIsStillLimitedWhenItExpiresIsDeadForThatReason() {
        tellNina(3);
        claim(perDevice(TWO, NO_LIMIT));
        world.execute("update delivery set due_at = now(), expires_at = now() where tries = 0");

        var claimed = claim(perDevice(TWO, NO_LIMIT)).deliveries();

        assertEquals(1, claimed.size());
        assertTrue(claimed.get(0).expired());
        assertEquals("DeviceLimit", claimed.get(0).lastReason());
    }

    @Test
    void projectTakesNoMoreThanItsLimitFromAllReplicas() {
        tellNina(5);

        var first = claim(perProject(TWO));
        var second = claim(perProject(TWO));

        assertEquals(2, first.deliveries().size());
        assertEquals(Next.SOON, first.next());
        assertEquals(List.of(), second.deliveries());
        assertEquals(Next.SOON, second.next());
        assertEquals(List.of("waiting  0 now", "waiting  0 now", "waiting  0 now"), states().subList(2, 5));
    }

    @Test
    void whatIsAskedForAndNotDueIsNotSpent() {
        claim(perProject(TWO));
        claim(perProject(TWO));
        tellNina(2);

        assertEquals(2, claim(perProject(TWO)).deliveries().size());
    }

    @Test
    void limitOfOneProviderIsNotThatOfTheOther() {
        world.execute("update send_budget set spent_until = now() + interval '1 day' where platform = 'android'");
        tellNina(1);

        assertEquals(1, claim(perProject(TWO)).deliveries().size());
    }

    @Test
    void deviceThatSomebodyHasLockedIsLeftForSoonAndHoldsUpNoOther() throws SQLException {
        long otis = world.user();
        world.iphoneOf(otis);
        tellNina(1);
        world.tell(otis, "Free");
        try (var other = world.database().getConnection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select 1 from device where token = '" + phone + "' for update");

            var claimed = claim(perDevice(NO_LIMIT, NO_LIMIT));

            assertEquals(
                    List.of("Free"),
                    claimed.deliveries().stream()
                            .map(delivery -> delivery.push().alert().message())
                            .toList());
            assertEquals(Next.SOON, claimed.next());
            other.rollback();
        }
        assertEquals(1, claim(perDevice(NO_LIMIT, NO_LIMIT)).deliveries().size());
    }

    @Test
    void whatIsLeftOfABatchIsTakenAtOnce() {
        tellNina(3);

        assertEquals(Next.NOW, claim(perDevice(NO_LIMIT, NO_LIMIT), 2).next());
        assertEquals(Next.WHEN_TOLD, claim(perDevice(NO_LIMIT, NO_LIMIT), 2).next());
    }
}
