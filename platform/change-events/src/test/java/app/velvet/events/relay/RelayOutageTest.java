package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;

import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TopicProbe;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kafka away. */
class RelayOutageTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 19;

    private static EmbeddedKafka own;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @BeforeAll
    static void startKafka() {
        own = TestKafka.own("away");
    }

    @AfterAll
    static void stopKafka() {
        own.close();
    }

    @Test
    void whileKafkaIsDownWritesGoOnAndAreCaughtUpInOrder() throws Exception {
        var topic = world.topic(own);
        try (var relay = world.relay(own, topic)) {
            world.database().write(created(COMPANY, 1, 1));
            world.awaitPublished();
            own.kill();
            for (int version = 2; version <= 20; version++) {
                world.database().write(updated(COMPANY, 1, version), updated(OTHER_COMPANY, 1, version));
            }
            await().atMost(RelayWorld.PATIENCE)
                    .until(() ->
                            relay.gauge("velvet.outbox.waiting") == 38 && relay.gauge("velvet.outbox.oldest.age") > 0);
            own.start();
            world.awaitPublished();
        }

        var log = log(topic);
        PublishedLog.assertComplete(log, COMPANY, 20);
        PublishedLog.assertComplete(log, OTHER_COMPANY, 19);
    }

    @Test
    void startsBeforeKafkaDoes() throws Exception {
        var topic = world.topic(own);
        own.stop();
        world.database().write(created(COMPANY, 1, 1));
        try (var relay = world.relay(own, topic)) {
            own.start();
            world.awaitPublished();
        }

        PublishedLog.assertComplete(log(topic), COMPANY, 1);
    }

    private static List<ConsumerRecord<String, String>> log(String topic) {
        try (var probe = TopicProbe.fromStart(own.bootstrap(), topic)) {
            return probe.drain();
        }
    }
}
