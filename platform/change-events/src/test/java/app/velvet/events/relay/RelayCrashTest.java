package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.destroyed;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Relays in processes of their own, killed between any two steps. */
class RelayCrashTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 12;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void diesAfterAnyStepAndNothingIsLostOrReordered() throws Exception {
        var topic = world.topic();
        long id = 0;
        for (var step : RelayStep.values()) {
            id++;
            world.database().write(created(COMPANY, id, 1), created(OTHER_COMPANY, id, 1));
            world.database().write(updated(COMPANY, id, 2), destroyed(OTHER_COMPANY, id));
            try (var relay = RelayProcess.start(world.database(), world.kafka(), topic, RelayProcess.Fate.DIE, step)) {
                assertEquals(RelayProcess.DEAD, relay.awaitEnd(), "died after " + step);
            }
        }
        try (var relay = world.relay(QuickRelay.of(topic).leavingTombstonesAfter(Duration.ZERO))) {
            world.awaitPublished();
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> world.database()
                            .query("select count(*) from pending_tombstone")
                            .equals(List.of("0")));
        }

        var log = world.log(topic);
        PublishedLog.assertComplete(log, COMPANY, 2 * id);
        PublishedLog.assertComplete(log, OTHER_COMPANY, 2 * id);
        assertEachDestroyedKeyEndsWithTombstone(log, id);
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
}
