package app.velvet.events.relay;

import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import app.velvet.testing.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A relay that runs beside the test. */
final class RelayInThisJvm implements AutoCloseable {

    final VitalThreads threads = new VitalThreads();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Relay relay;

    private RelayInThisJvm(
            DataSource database, Map<String, Object> kafka, QuickRelay quick, Optional<EpochSnapshot> snapshot) {
        relay = new Relay(database, kafka, quick.settings(), registry, snapshot, Traces.OFF, threads, step -> {});
        relay.start();
    }

    static RelayInThisJvm start(DataSource database, Map<String, Object> kafka, QuickRelay quick) {
        return new RelayInThisJvm(database, kafka, quick, Optional.empty());
    }

    static RelayInThisJvm start(
            DataSource database, Map<String, Object> kafka, QuickRelay quick, EpochSnapshot snapshot) {
        return new RelayInThisJvm(database, kafka, quick, Optional.of(snapshot));
    }

    static Map<String, Object> clientOf(EmbeddedKafka kafka) {
        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    }

    double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Override
    public void close() {
        relay.close();
    }
}
