package app.velvet.events.relay;

import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.testing.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A relay that runs beside the test. */
final class RelayInThisJvm implements AutoCloseable {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Relay relay;

    private RelayInThisJvm(
            OutboxDatabase database,
            Map<String, Object> kafka,
            RelaySettings settings,
            Optional<EpochSnapshot> snapshot) {
        relay = new Relay(database.connections(), kafka, settings, registry, snapshot, step -> {});
        relay.start();
    }

    static RelayInThisJvm start(OutboxDatabase database, EmbeddedKafka kafka, String topic) {
        return start(database, kafka, RelayProcess.settings(topic));
    }

    static RelayInThisJvm start(OutboxDatabase database, EmbeddedKafka kafka, RelaySettings settings) {
        return start(database, clientOf(kafka), settings, Optional.empty());
    }

    static RelayInThisJvm start(
            OutboxDatabase database,
            Map<String, Object> kafka,
            RelaySettings settings,
            Optional<EpochSnapshot> snapshot) {
        return new RelayInThisJvm(database, kafka, settings, snapshot);
    }

    static Map<String, Object> clientOf(EmbeddedKafka kafka) {
        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    }

    @Override
    public void close() {
        relay.close();
    }
}
