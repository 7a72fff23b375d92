package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes that Kafka, or its client, never takes. */
class RelayRefusalTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 19;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void refusedRecordStopsItsCompanyAlone() throws Exception {
        var topic = world.topic(Map.of("max.message.bytes", "20000"));
        world.database().write(created(COMPANY, 1, 1), created(COMPANY, 2, "x".repeat(40_000)), created(COMPANY, 3, 1));
        world.database().write(created(OTHER_COMPANY, 1, 1), created(OTHER_COMPANY, 2, 1));
        try (var relay = world.relay(topic)) {
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> relay.gauge("velvet.outbox.companies.stopped") == 1
                            && relay.gauge("velvet.outbox.waiting") == 2);
            world.database().write(created(OTHER_COMPANY, 3, 1));
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> PublishedLog.sequences(world.log(topic), OTHER_COMPANY)
                            .contains(3L));
            PublishedLog.assertComplete(world.log(topic), COMPANY, 1);
            var reason = world.database()
                    .query("select stopped_reason from outbox_position where company_id = " + COMPANY)
                    .get(0);
            assertTrue(reason.startsWith("Change 2 (Contact/2) was refused: RecordTooLargeException"), reason);

            allowMessagesOf(topic, "100000");
            world.database().query("select resume_publishing(" + COMPANY + ")");
            world.awaitPublished();
            await().atMost(RelayWorld.PATIENCE).until(() -> relay.gauge("velvet.outbox.companies.stopped") == 0);
        }

        PublishedLog.assertComplete(world.log(topic), COMPANY, 3);
        PublishedLog.assertComplete(world.log(topic), OTHER_COMPANY, 3);
    }

    private void allowMessagesOf(String topic, String bytes) throws Exception {
        var raise = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (var admin = ChangeTopics.admin(world.kafka())) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(raise)))
                    .all()
                    .get();
        }
    }

    @Test
    void recordThatTheClientRefusesStopsItsCompanyAlone() throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, "x".repeat(4000)), created(COMPANY, 2, 1));
        world.database().write(created(OTHER_COMPANY, 1, 1), created(OTHER_COMPANY, 2, 1));
        var client = new HashMap<>(RelayInThisJvm.clientOf(world.kafka()));
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2000);
        try (var relay = world.relay(client, topic)) {
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> world.database()
                            .query(
                                    "select company_id, published_sequence, stopped_at is null from outbox_position order by 1")
                            .equals(List.of(COMPANY + " 0 f", OTHER_COMPANY + " 2 t")));
        }

        assertEquals(List.of(), PublishedLog.sequences(world.log(topic), COMPANY));
        PublishedLog.assertComplete(world.log(topic), OTHER_COMPANY, 2);
    }
}
