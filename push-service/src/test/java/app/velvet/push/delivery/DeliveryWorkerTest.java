package app.velvet.push.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.StandIn.Arrived;
import app.velvet.push.delivery.StandIn.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for each provider. */
@ParameterizedClass
@EnumSource
class DeliveryWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<Provider, StandIn> STAND_INS = new EnumMap<>(Provider.class);
    private static DeliveryWorld world;

    @Parameter
    private Provider provider;

    private StandIn standIn;
    private long nina;
    private String phone;

    @BeforeAll
    static void start() {
        world = DeliveryWorld.create("delivery");
        for (var provider : Provider.values()) {
            STAND_INS.put(provider, provider.start());
        }
    }

    @BeforeEach
    void hire() {
        standIn = STAND_INS.get(provider);
        nina = world.user();
        phone = world.phoneOf(nina, provider);
    }

    @AfterEach
    void stopWorkers() {
        world.stopWorkers();
    }

    @AfterAll
    static void stop() {
        world.close();
        STAND_INS.values().forEach(StandIn::close);
    }

    private void startWorkers() {
        world.start(provider, standIn.port());
    }

    @Test
    void notificationReachesEachDeviceOnce() {
        var tablet = world.phoneOf(nina, provider);
        startWorkers();
        world.tell(nina, "First");

        long second = world.tell(nina, "Second");

        awaitDeliveries(second, "accepted 1", "accepted 1");
        for (var token : List.of(phone, tablet)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertEquals(
                            List.of("First", "Second"),
                            standIn.arrived(token).stream()
                                    .map(Arrived::message)
                                    .sorted()
                                    .toList()));
        }
        var push = standIn.arrived(phone).stream()
                .filter(arrived -> arrived.message().equals("Second"))
                .toList();
        assertEquals(1, push.size());
        assertEquals(2, push.get(0).badge());
        assertEquals(second, push.get(0).notificationId());
    }

    @Test
    void commitWakesTheWorkerAtOnce() {
        world.start(
                provider,
                standIn.port(),
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
        standIn.misbehave(
                phone,
                Fault.FAILS,
                Fault.IS_UNAVAILABLE,
                Fault.CLOSES_CONNECTION,
                Fault.GOES_AWAY,
                Fault.SAYS_NOTHING,
                Fault.REFUSES_CREDENTIALS);
        standIn.askToWait(phone, Duration.ofSeconds(1));
        startWorkers();

        awaitDeliveries(world.tell(nina, "Patience"), "accepted 8");

        assertEquals(8, standIn.arrived(phone).size());
        assertEquals(
                1, standIn.arrived(phone).stream().map(Arrived::id).distinct().count());
    }

    @Test
    void othersThatAreUnderWayWhenAConnectionGoesAwayArriveToo() {
        var phones = IntStream.range(0, 30)
                .mapToObj(i -> world.phoneOf(nina, provider))
                .toList();
        standIn.misbehave(phones.get(0), Fault.GOES_AWAY);
        standIn.misbehave(phones.get(15), Fault.CLOSES_CONNECTION);
        long told = world.tell(nina, "In mid-flight");

        startWorkers();

        await().atMost(PATIENCE)
                .until(() -> world.deliveries(told).stream().allMatch(state -> state.startsWith("accepted ")));
        phones.forEach(token -> assertTrue(!standIn.arrived(token).isEmpty()));
    }

    @Test
    void providerIsLeftAloneAsLongAsItAsks() {
        standIn.askToWait(phone, Duration.ofSeconds(90));
        startWorkers();

        long told = world.tell(nina, "Later");

        awaitDeliveries(told, "waiting " + standIn.reasonToWait() + " 1");
        var wait = Double.parseDouble(world.query(
                        "select extract(epoch from due_at - created_at) from delivery where notification_id = " + told)
                .get(0));
        assertTrue(wait >= 90 && wait < 150, wait + " seconds");
    }

    @Test
    void whatTheProviderWillNotTakeBeforeItExpiresIsDeadAtOnce() {
        standIn.askToWait(phone, Duration.ofHours(25));
        startWorkers();

        awaitDeliveries(world.tell(nina, "Too long"), "dead " + standIn.reasonToWait() + " 1");
    }

    @Test
    void permanentRefusalIsNotTriedAgain() {
        standIn.misbehave(phone, Fault.REFUSES_FOR_GOOD);
        startWorkers();

        awaitDeliveries(world.tell(nina, "Never"), "refused " + standIn.reason(Fault.REFUSES_FOR_GOOD) + " 1");
        awaitDeliveries(world.tell(nina, "Next"), "accepted 1");

        assertEquals(List.of("Never", "Next"), messages());
        assertEquals(List.of(phone), world.tokensOf(nina));
    }

    @Test
    void deliveryIsDeadWithItsLastReasonWhenItExpires() {
        standIn.misbehave(phone, Collections.nCopies(200, Fault.FAILS).toArray(Fault[]::new));
        startWorkers();

        long told = world.tell(nina, "In vain", Duration.ofSeconds(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(
                        world.deliveries(told).get(0).startsWith("dead " + standIn.reason(Fault.FAILS) + " "),
                        world.deliveries(told).toString()));
    }

    @Test
    void deliveryThatExpiredWhileNobodySentIsDeadUnsent() {
        long told = world.tell(nina, "Too late", Duration.ofMillis(1));

        startWorkers();

        awaitDeliveries(told, "dead Expired 1");
        assertEquals(List.of(), messages());
    }

    @Test
    void deviceThatTheProviderDoesNotKnowIsRemovedAndNotTriedAgain() {
        standIn.misbehave(phone, Fault.KNOWS_NO_SUCH_DEVICE);
        startWorkers();

        awaitDeliveries(
                world.tell(nina, "Nobody there"), "refused " + standIn.reason(Fault.KNOWS_NO_SUCH_DEVICE) + " 1");

        assertEquals(List.of(), world.tokensOf(nina));
        assertEquals(List.of(), world.deliveries(world.tell(nina, "Still nobody")));
        assertEquals(1, standIn.arrived(phone).size());
    }

    @Test
    void whatWasUnderWayToADeadDeviceAlongWithAnotherSaysWhatTheProviderSaid() {
        standIn.misbehave(phone, Fault.KNOWS_NO_SUCH_DEVICE, Fault.KNOWS_NO_SUCH_DEVICE);
        long first = world.tell(nina, "First");
        long second = world.tell(nina, "Second");

        startWorkers();

        for (var told : List.of(first, second)) {
            awaitDeliveries(told, "refused " + standIn.reason(Fault.KNOWS_NO_SUCH_DEVICE) + " 1");
        }
    }

    @Test
    void otherNotificationsForADeadDeviceAreNotSent() {
        long second = world.tell(nina, "Second");
        world.execute("update delivery set due_at = now() + interval '1 hour' where notification_id = " + second);
        standIn.misbehave(phone, Fault.KNOWS_NO_SUCH_DEVICE);
        startWorkers();
        awaitDeliveries(world.tell(nina, "First"), "refused " + standIn.reason(Fault.KNOWS_NO_SUCH_DEVICE) + " 1");

        world.execute("update delivery set due_at = now() where notification_id = " + second);

        awaitDeliveries(second, "refused NoDevice 1");
        assertEquals(List.of("First"), messages());
    }

    @Test
    void deviceThatIsRegisteredAgainWhileAPushIsUnderWayStays() {
        standIn.misbehave(
                phone,
                () -> world.execute("update device set registered_at = now() where token = '" + phone + "'"),
                Fault.KNOWS_NO_SUCH_DEVICE);
        startWorkers();

        awaitDeliveries(world.tell(nina, "Back again"), "accepted 2");

        assertEquals(List.of(phone), world.tokensOf(nina));
    }

    @Test
    void deactivatedUserGetsNothing() {
        world.execute("update staff_member set active = false where id = " + nina);
        startWorkers();

        awaitDeliveries(world.tell(nina, "Secret"), "refused NoDevice 1");

        assertEquals(List.of(), messages());
    }

    @Test
    void deviceOfAnEndedSessionGetsNothing() {
        world.execute("insert into staff_session_end (company_id, id, user_id, expires_at) values ("
                + DeliveryWorld.COMPANY + ", " + nina + ", " + nina + ", now() + interval '1 hour')");
        startWorkers();

        awaitDeliveries(world.tell(nina, "Secret"), "refused NoDevice 1");

        assertEquals(List.of(), messages());
    }

    @Test
    void deviceThatChangedHandsGetsNothingOfItsFormerUser() {
        long told = world.tell(nina, "For Nina only");
        world.execute("update device set user_id = " + world.user() + " where token = '" + phone + "'");

        startWorkers();

        awaitDeliveries(told, "refused NoDevice 1");
        assertEquals(List.of(), messages());
    }

    @Test
    void newTokenOfADeviceGetsWhatWaitedForTheOldOne() {
        var newToken = provider.newToken();
        long told = world.tell(nina, "Follows");
        world.execute("update device set token = '" + newToken + "' where token = '" + phone + "'");

        startWorkers();

        awaitDeliveries(told, "accepted 1");
        assertEquals(1, standIn.arrived(newToken).size());
    }

    @Test
    void slowAnswersHoldUpNoOther() {
        long otis = world.user();
        var other = world.phoneOf(otis, provider);
        for (int i = 0; i < 50; i++) {
            standIn.misbehave(phone, Fault.HOLDS_BACK);
            world.tell(nina, "Slow");
        }
        world.start(provider, standIn.port(), patient(100));
        await().atMost(PATIENCE).until(() -> standIn.heldBack() == 50);

        awaitDeliveries(world.tell(otis, "Quick"), "accepted 1");

        standIn.letGo();
        assertEquals(1, standIn.arrived(other).size());
    }

    @Test
    void windowThatIsFullIsWaitedFor() {
        var narrow = new DeliverySettings(
                Duration.ofSeconds(30), Duration.ofMillis(50), 2, Duration.ofMillis(20), Duration.ofMillis(20));
        var told =
                IntStream.range(0, 20).mapToObj(i -> world.tell(nina, "n" + i)).toList();

        world.start(provider, standIn.port(), narrow);

        told.forEach(notification -> awaitDeliveries(notification, "accepted 1"));
    }

    @Test
    void replicasShareTheWork() {
        var phones = new HashMap<Long, String>();
        for (int i = 0; i < 150; i++) {
            long user = world.user();
            phones.put(user, world.phoneOf(user, provider));
            world.tell(user, "Once");
        }

        world.start(provider, standIn.port(), patient(20));
        world.start(provider, standIn.port(), patient(20));

        await().atMost(PATIENCE)
                .until(() -> world.query("select 1 from delivery where state = 'waiting' and user_id >= "
                                + phones.keySet().stream().min(Long::compare).orElseThrow())
                        .isEmpty());
        assertEquals(
                Map.of(1, 150L),
                phones.values().stream()
                        .map(token -> standIn.arrived(token).size())
                        .collect(Collectors.groupingBy(count -> count, Collectors.counting())));
    }

    @Test
    void whatADeadWorkerHadClaimedIsSentWhenItsLeaseIsOver() throws Exception {
        long told = world.tell(nina, "Left behind");
        try (var connection = world.database().getConnection()) {
            new DueDeliveries(provider.platform(), Lane.URGENT, Duration.ofSeconds(1), DeliveryWorld.LIMITS)
                    .claim(connection, 1000);
        }

        startWorkers();

        awaitDeliveries(told, "accepted 2");
        assertEquals(1, standIn.arrived(phone).size());
    }

    @Test
    void providerThatIsDownIsWaitedFor() {
        int port;
        try (var other = provider.start()) {
            port = other.port();
        }
        world.start(provider, port);
        long told = world.tell(nina, "Outage");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(
                        !world.deliveries(told).get(0).equals("waiting 0"),
                        world.deliveries(told).toString()));

        try (var back = provider.startAt(port)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertTrue(
                            world.deliveries(told).get(0).startsWith("accepted "),
                            world.deliveries(told).toString()));
            assertEquals(1, back.arrived(phone).size());
        }
    }

    @Test
    void operatorsSeeWhatBecomesOfPushes() {
        long otis = world.user();
        var gone = world.phoneOf(otis, provider);
        standIn.misbehave(phone, Fault.IS_UNAVAILABLE);
        standIn.misbehave(gone, Fault.KNOWS_NO_SUCH_DEVICE);
        startWorkers();
        double sent = count("velvet.push.sent");
        double accepted = count("velvet.push.accepted");
        double retries = count("velvet.push.retries");

        awaitDeliveries(world.tell(nina, "Counted"), "accepted 2");
        awaitDeliveries(world.tell(otis, "Counted"), "refused " + standIn.reason(Fault.KNOWS_NO_SUCH_DEVICE) + " 1");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(sent + 3, count("velvet.push.sent"));
            assertEquals(accepted + 1, count("velvet.push.accepted"));
            assertEquals(retries + 1, count("velvet.push.retries"));
            assertTrue(world.metrics
                            .get("velvet.push.refused")
                            .tag("provider", providerName())
                            .tag("reason", standIn.reason(Fault.KNOWS_NO_SUCH_DEVICE))
                            .counter()
                            .count()
                    >= 1);
            assertTrue(world.metrics
                            .get("velvet.push.acceptance.latency")
                            .tag("provider", providerName())
                            .tag("kind", "notification")
                            .timer()
                            .count()
                    >= 1);
        });
    }

    @Test
    void whatIsDeadCountsAsExpiredAndNotAsARetry() {
        startWorkers();
        double retries = count("velvet.push.retries");
        double expired = count("velvet.push.expired");
        standIn.misbehave(phone, Fault.IS_UNAVAILABLE);
        standIn.askToWait(phone, Duration.ofHours(25));

        awaitDeliveries(world.tell(nina, "Too long"), "dead " + standIn.reasonToWait() + " 2");
        awaitDeliveries(world.tell(nina, "Too late", Duration.ofMillis(-1)), "dead Expired 1");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(expired + 2, count("velvet.push.expired"));
            assertEquals(retries + 1, count("velvet.push.retries"));
        });
    }

    private double count(String metric) {
        return world.metrics
                .get(metric)
                .tag("provider", providerName())
                .tag("kind", "notification")
                .counter()
                .count();
    }

    private String providerName() {
        return provider == Provider.APNS ? "apns" : "fcm";
    }

    /** A failure counts for the rest of a test. */
    private static DeliverySettings patient(int inFlight) {
        return new DeliverySettings(
                Duration.ofMinutes(1), Duration.ofMillis(200), inFlight, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private List<String> messages() {
        return standIn.arrived(phone).stream().map(Arrived::message).toList();
    }

    private static void awaitDeliveries(long notificationId, String... expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(List.of(expected), world.deliveries(notificationId)));
    }
}
