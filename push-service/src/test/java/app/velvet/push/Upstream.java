package app.velvet.push;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.testing.TestKafka;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, publishing changes of one company. */
public final class Upstream implements AutoCloseable {

    private static final String EPOCH = "20260101T000000000Z";

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Map<String, Long> sequences = new HashMap<>();
    private final long companyId;
    private String epoch = EPOCH;

    public Upstream(long companyId) {
        this.companyId = companyId;
    }

    /** A later change begins a later epoch: the database was restored. */
    public void restore() {
        epoch = "20260201T000000000Z";
        sequences.clear();
    }

    /**
     * Returns when the broker has it.
     *
     * @param data null for a destroy
     * @param actorId null if nobody did it
     */
    public void publish(
            String topic, Action action, String className, long id, JsonObject data, String audience, Long actorId) {
        var envelope = new Envelope(
                epoch,
                companyId,
                sequences.merge(topic, 1L, Long::sum),
                className,
                id,
                action,
                data == null ? null : data.encode(),
                audience,
                actorId,
                null,
                Instant.now(),
                null);
        try {
            producer.send(envelope.toRecord(topic, "/test")).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
