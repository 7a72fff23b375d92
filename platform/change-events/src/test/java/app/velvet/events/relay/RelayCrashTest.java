package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.destroyed;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TopicProbe;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Relays in processes of their own, killed and frozen between any two steps. */
class RelayCrashTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = TestKafka.shared();
    }

    @Test
    void diesAfterAnyStepAndNothingIsLostOrReordered() throws Exception {
        var topic = ChangeTopics.create(kafka, "crash.changes");
        try (var database = OutboxDatabase.create("relay_crash")) {
            long id = 0;
            for (var step : RelayStep.values()) {
                id++;
                database.write(created(COMPANY, id, 1), created(OTHER_COMPANY, id, 1));
                database.write(updated(COMPANY, id, 2), destroyed(OTHER_COMPANY, id));
                try (var relay = RelayProcess.start(database, kafka, topic, RelayProcess.Fate.DIE, step)) {
                    assertEquals(RelayProcess.DEAD, relay.awaitEnd(), "died after " + step);
                }
            }
            try (var relay =
                    RelayProcess.start(database, kafka, topic, RelayProcess.Fate.LIVE, RelayStep.SHARDS_CLAIMED)) {
                awaitPublished(database);
                await().atMost(PATIENCE)
                        .until(() -> database.query("select count(*) from pending_tombstone")
                                .equals(List.of("0")));
                relay.stop();
            }

            var log = log(topic);
            PublishedLog.assertComplete(log, COMPANY, 2 * id);
            PublishedLog.assertComplete(log, OTHER_COMPANY, 2 * id);
            assertEachDestroyedKeyEndsWithTombstone(log, id);
        }
    }

    private static void assertEachDestroyedKeyEndsWithTombstone(
            List<ConsumerRecord<String, String>> log, long destroyed) {
        for (long id = 1; id <= destroyed; id++) {
            var key = OTHER_COMPANY + "/Contact/" + id;
            var values = log.stream()
                    .filter(change -> key.equals(change.key()))
                    .map(ConsumerRecord::value)
                    .toList();
            assertEquals(null, values.get(values.size() - 1), key + " in " + values);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"SHARDS_CLAIMED", "PREDECESSOR_FENCED", "BATCH_READ", "BATCH_SENT"})
    void appendsNothingAfterAnotherHasTakenOver(RelayStep step) throws Exception {
        var name = "frozen_" + step.name().toLowerCase();
        var topic = ChangeTopics.create(kafka, name.replace('_', '.'));
        try (var database = OutboxDatabase.create(name)) {
            database.write(created(COMPANY, 1, 1), updated(COMPANY, 1, 2), updated(COMPANY, 1, 3));
            try (var frozen = RelayProcess.start(database, kafka, topic, RelayProcess.Fate.FREEZE, step)) {
                await().atMost(PATIENCE).until(frozen::isFrozen);
                try (var successor = successor(database, topic)) {
                    awaitPublished(database);
                    frozen.thaw();
                    database.write(updated(COMPANY, 1, 4));
                    awaitPublished(database);
                    frozen.stop();
                }
            }

            assertEquals(
                    LongStream.rangeClosed(1, 4).boxed().toList(),
                    PublishedLog.sequences(log(topic), COMPANY),
                    "each exactly once, the frozen relay having committed none");
        }
    }

    @Test
    void recordsNoOldPositionAfterAnotherHasTakenOver() throws Exception {
        var topic = ChangeTopics.create(kafka, "frozen.committed");
        try (var database = OutboxDatabase.create("frozen_committed")) {
            database.write(created(COMPANY, 1, 1), updated(COMPANY, 1, 2));
            try (var frozen = RelayProcess.start(
                    database, kafka, topic, RelayProcess.Fate.FREEZE, RelayStep.TRANSACTION_COMMITTED)) {
                await().atMost(PATIENCE).until(frozen::isFrozen);
                database.write(updated(COMPANY, 1, 3));
                try (var successor = successor(database, topic)) {
                    awaitPublished(database);
                    frozen.thaw();
                    frozen.stop();
                    awaitPublished(database);
                }
            }

            var log = log(topic);
            PublishedLog.assertComplete(log, COMPANY, 3);
            assertEquals(
                    List.of(1L, 2L, 1L, 2L, 3L),
                    PublishedLog.sequences(log, COMPANY),
                    "by the frozen relay, then by its successor");
        }
    }

    /** Begins when the leases of the one before are over, and loses its own to nobody, however slow the machine is. */
    private static RelayInThisJvm successor(OutboxDatabase database, String topic) {
        await().atMost(PATIENCE)
                .until(() -> database.query("select shard from relay_shard where leased_until > clock_timestamp()")
                        .isEmpty());
        return RelayInThisJvm.start(
                database.connections(),
                RelayInThisJvm.clientOf(kafka),
                QuickRelay.of(topic).leasingFor(Duration.ofMinutes(5)));
    }

    private static void awaitPublished(OutboxDatabase database) {
        await().atMost(PATIENCE).until(() -> database.query("""
                                select company_id from outbox_counter left join outbox_position using (company_id)
                                 where last_sequence > coalesce(published_sequence, 0)
                                """).isEmpty());
    }

    private static List<ConsumerRecord<String, String>> log(String topic) {
        try (var probe = TopicProbe.fromStart(kafka.bootstrap(), topic)) {
            return probe.drain();
        }
    }
}
