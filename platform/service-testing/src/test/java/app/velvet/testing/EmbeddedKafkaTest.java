package app.velvet.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

    @Test
    void hasTheTopicsOfTheManifest() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestKafka.shared().bootstrap()))) {
            Map<String, TopicDescription> topics = admin.describeTopics(List.of(
                            "auth.changes", "contacts.changes", "venues.changes", "push.changes", "feed.advanced"))
                    .allTopicNames()
                    .get();
            topics.values().forEach(topic -> assertEquals(64, topic.partitions().size(), topic.name()));

            ConfigResource changes = new ConfigResource(ConfigResource.Type.TOPIC, "contacts.changes");
            var config = admin.describeConfigs(List.of(changes)).all().get().get(changes);
            assertEquals("compact", config.get("cleanup.policy").value());
            assertEquals("604800000", config.get("min.compaction.lag.ms").value());
            assertEquals("2592000000", config.get("max.compaction.lag.ms").value());
        }
    }

    @Test
    void creatingTheTopicsAgainChangesNothing() {
        Topics.create(TestKafka.shared().bootstrap());
        Topics.create(TestKafka.shared().bootstrap());
    }

    @Test
    void probesSeeOnlyWhatWasCommitted() {
        String bootstrap = TestKafka.shared().bootstrap();
        try (TopicProbe probe = TopicProbe.fromNow("venues.changes");
                KafkaProducer<String, String> producer = transactionalProducer(bootstrap)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("venues.changes", 3, "aborted", "1"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("venues.changes", 3, "committed", "2"));
            producer.commitTransaction();

            assertEquals(
                    List.of("committed"),
                    probe.await(1).stream().map(ConsumerRecord::key).toList());
            assertEquals(1, probe.drain().size());
        }
    }

    @Test
    void keepsItsRecordsThroughStopAndKill() throws ExecutionException, InterruptedException {
        try (EmbeddedKafka kafka = TestKafka.own("killed")) {
            Topics.create(kafka.bootstrap());
            produce(kafka.bootstrap(), "before the stop");
            kafka.stop();
            kafka.start();
            produce(kafka.bootstrap(), "before the kill");
            kafka.kill();
            assertThrows(IllegalStateException.class, kafka::pid);
            kafka.start();

            try (TopicProbe probe = TopicProbe.fromStart(kafka.bootstrap(), "push.changes")) {
                assertEquals(
                        List.of("before the stop", "before the kill"),
                        probe.await(2).stream().map(ConsumerRecord::value).toList());
            }
        }
    }

    @Test
    void saysWhereToLookWhenItCannotStart() {
        int taken = Integer.parseInt(TestKafka.shared().bootstrap().split(":")[1]);
        Path directory = Scratch.ofThisJvm().resolve("kafka-refused");

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> EmbeddedKafka.start(directory, taken, Ports.free()));

        assertEquals("Kafka did not start, see " + directory.resolve("kafka.log"), refused.getMessage());
    }

    private static void produce(String bootstrap, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("push.changes", 0, "key", value)).get();
        }
    }

    private static KafkaProducer<String, String> transactionalProducer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "probed"),
                new StringSerializer(),
                new StringSerializer());
    }
}
