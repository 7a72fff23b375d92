package app.velvet.events.relay;

import static org.awaitility.Awaitility.await;

import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TopicProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database and a topic for each test, and relays between them. */
final class RelayWorld implements BeforeEachCallback, AfterEachCallback {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A test may run several times, with different parameters. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final EmbeddedKafka kafka = TestKafka.shared();
    private String name;
    private OutboxDatabase database;

    @Override
    public void beforeEach(ExtensionContext test) {
        name = test.getRequiredTestMethod().getName() + "_" + RUNS.incrementAndGet();
        database = OutboxDatabase.create("relay_" + name.toLowerCase());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        database.close();
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    OutboxDatabase database() {
        return database;
    }

    String topic() throws Exception {
        return topic(kafka);
    }

    String topic(EmbeddedKafka there) throws Exception {
        return ChangeTopics.create(there, name);
    }

    String topic(Map<String, String> config) throws Exception {
        return ChangeTopics.create(kafka, name, config);
    }

    RelayInThisJvm relay(String topic) {
        return relay(QuickRelay.of(topic));
    }

    RelayInThisJvm relay(QuickRelay quick) {
        return RelayInThisJvm.start(database.connections(), RelayInThisJvm.clientOf(kafka), quick);
    }

    RelayInThisJvm relay(QuickRelay quick, EpochSnapshot snapshot) {
        return RelayInThisJvm.start(database.connections(), RelayInThisJvm.clientOf(kafka), quick, snapshot);
    }

    RelayInThisJvm relay(EmbeddedKafka there, String topic) {
        return relay(RelayInThisJvm.clientOf(there), topic);
    }

    RelayInThisJvm relay(Map<String, Object> client, String topic) {
        return RelayInThisJvm.start(database.connections(), client, QuickRelay.of(topic));
    }

    void awaitPublished() {
        await().atMost(PATIENCE).until(database::allPublished);
    }

    List<ConsumerRecord<String, String>> log(String topic) {
        try (var probe = TopicProbe.fromStart(kafka.bootstrap(), topic)) {
            return probe.drain();
        }
    }
}
