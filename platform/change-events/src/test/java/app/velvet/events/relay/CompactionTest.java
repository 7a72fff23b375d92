package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.destroyed;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.events.ChangeHeaders;
import app.velvet.testing.TopicProbe;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What log compaction leaves of a topic. */
class CompactionTest {

    private static final long COMPANY = 11;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void destroyedEntityGetsTombstoneWhenTheLagIsOver() throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, 1), created(COMPANY, 2, 1), created(COMPANY, 3, 1));
        world.database().write(destroyed(COMPANY, 1), destroyed(COMPANY, 2), destroyed(COMPANY, 3));
        world.database().write(created(COMPANY, 2, 2));
        try (var relay = world.relay(topic)) {
            world.awaitPublished();
            world.database().execute("update pending_tombstone set due_at = now() where entity_id = 1");
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> world.database()
                            .query("select entity_id from pending_tombstone")
                            .equals(List.of("3")));
        }

        var tombstones = world.log(topic).stream()
                .filter(change -> change.value() == null)
                .toList();
        assertEquals(
                List.of("11/Contact/1"),
                tombstones.stream().map(ConsumerRecord::key).toList());
        assertNull(TopicProbe.header(tombstones.get(0), ChangeHeaders.SEQUENCE));
        assertEquals("11", TopicProbe.header(tombstones.get(0), ChangeHeaders.COMPANY_ID));
    }

    @Test
    void compactionKeepsTheNewest() throws Exception {
        cleanOften();
        var topic = world.topic(Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "50",
                "min.cleanable.dirty.ratio", "0.001",
                "min.compaction.lag.ms", "0",
                "max.compaction.lag.ms", "100",
                "delete.retention.ms", "0"));
        try (var relay = world.relay(topic)) {
            for (int version = 1; version <= 5; version++) {
                world.database().write(updated(COMPANY, 1, version), updated(COMPANY, 2, -version));
            }
            world.awaitPublished();
            // The newest segment is never compacted: something else has to come after.
            await().atMost(RelayWorld.PATIENCE).until(() -> {
                world.database().write(updated(COMPANY, 3, 0));
                world.awaitPublished();
                return valuesOf(world.log(topic), "11/Contact/1").size() == 1
                        && valuesOf(world.log(topic), "11/Contact/2").size() == 1;
            });
        }

        assertTrue(valuesOf(world.log(topic), "11/Contact/1").get(0).contains("\"version\":5"));
        assertTrue(valuesOf(world.log(topic), "11/Contact/2").get(0).contains("\"version\":-5"));
    }

    private void cleanOften() throws Exception {
        var often = new AlterConfigOp(new ConfigEntry("log.cleaner.backoff.ms", "100"), AlterConfigOp.OpType.SET);
        try (var admin = ChangeTopics.admin(world.kafka())) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""), List.of(often)))
                    .all()
                    .get();
        }
    }

    private static List<String> valuesOf(List<ConsumerRecord<String, String>> log, String key) {
        return log.stream()
                .filter(change -> key.equals(change.key()))
                .map(ConsumerRecord::value)
                .toList();
    }
}
