package app.velvet.push.silent;

import static app.velvet.push.delivery.DeliveryWorld.COMPANY;
import static app.velvet.push.delivery.DeliveryWorld.LIMITS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.delivery.Claimed;
import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.DeliveryWorld;
import app.velvet.push.delivery.DueDelivery;
import app.velvet.push.delivery.Push;
import app.velvet.push.delivery.PushProvider;
import app.velvet.push.delivery.PushQueue;
import app.velvet.push.device.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One replica records what has become of silent pushes while another hears of what is new, and both change the same rows. */
class SilentOutcomesTest {

    private static final SilentSettings SILENT = new SilentSettings(Duration.ofHours(1), Duration.ofMinutes(10));
    private static final DeliverySettings PATIENT = new DeliverySettings(
            Duration.ofMinutes(5), Duration.ofMillis(200), 100, Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final Unhurried provider = new Unhurried();
    private final List<String> recorded = new CopyOnWriteArrayList<>();

    private DeliveryWorld world;
    private String key;
    private List<String> phones;
    private volatile CompletableFuture<Void> news;

    @BeforeEach
    void hire() {
        world = DeliveryWorld.create("silent_outcomes");
        world.execute("truncate device cascade");
        long nina = world.user();
        phones = List.of(world.iphoneOf(nina), world.iphoneOf(nina), world.iphoneOf(nina));
        key = "Contact/user:" + nina;
        world.execute("insert into silent_reader (company_id, user_id, audience_key) values (" + COMPANY + ", " + nina
                + ", '" + key + "')");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void theyDoNotWaitForEachOtherInWhateverOrderTheProviderAnswers() throws Exception {
        poke();
        world.start(provider, new WatchedQueue(), PATIENT);
        await().until(() -> provider.answers.keySet().containsAll(phones));

        JdbcTransactions.inTransaction(world.database(), elsewhere -> {
            lock(elsewhere, phones.get(2));
            provider.accept(phones.get(2));
            await().until(() -> world.locksWaitedFor() == 1);
            provider.accept(phones.get(1));
            provider.accept(phones.get(0));
            return null;
        });

        await().until(() -> news != null);
        news.get(30, TimeUnit.SECONDS);
        await().until(() -> recorded.size() >= 3);
        assertEquals(List.of(phones.get(2), phones.get(0), phones.get(1)), recorded);
    }

    private void poke() {
        var poke = new Poke(COMPANY, List.of(key), null, Instant.now());
        try {
            JdbcTransactions.inTransaction(world.database(), transaction -> {
                new SilentPushes(SILENT).want(transaction, List.of(poke));
                return null;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lock(Connection transaction, String token) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                select from silent_push p join device d on d.company_id = p.company_id and d.id = p.device_id
                 where d.token = ? for update of p
                """)) {
            statement.setString(1, token);
            statement.execute();
        }
    }

    /** In the middle of those that are recorded together something new is heard of. */
    private void recorded(String token) {
        recorded.add(token);
        if (recorded.size() == 2) {
            news = CompletableFuture.runAsync(this::poke);
            await().until(() -> world.locksWaitedFor() == 1);
        }
    }

    private final class WatchedQueue implements PushQueue {

        private final PushQueue queue = new SilentQueue(Platform.IOS, PATIENT, SILENT, LIMITS);

        @Override
        public String kind() {
            return queue.kind();
        }

        @Override
        public Claimed claim(Connection connection, int limit) throws SQLException {
            return queue.claim(connection, limit);
        }

        @Override
        public DeliveryOutcome record(Connection transaction, DueDelivery delivery, DeliveryOutcome outcome)
                throws SQLException {
            var stored = queue.record(transaction, delivery, outcome);
            recorded(delivery.push().token());
            return stored;
        }
    }

    /** Answers when it is told to. */
    private static final class Unhurried implements PushProvider {

        private final Map<String, CompletableFuture<DeliveryOutcome>> answers = new ConcurrentHashMap<>();

        void accept(String token) {
            answers.get(token).complete(new DeliveryOutcome.Accepted());
        }

        @Override
        public String name() {
            return "unhurried";
        }

        @Override
        public Platform platform() {
            return Platform.IOS;
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public Optional<Integer> mostPerMinute() {
            return Optional.empty();
        }

        @Override
        public Duration longestSend() {
            return Duration.ofMinutes(1);
        }

        @Override
        public CompletionStage<DeliveryOutcome> send(Push push) {
            return answers.computeIfAbsent(push.token(), token -> new CompletableFuture<>());
        }
    }
}
