package app.velvet.sync;

import app.velvet.events.Envelope;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.testing.TestKafka;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes changes to the topics, as the relays of the other services do. */
public final class Publisher implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Map<String, Long> sequences = new HashMap<>();

    /** Publishes changes with the next numbers of their companies and topics, and returns when the broker has them. */
    public void publish(ChangeRecord... changes) {
        for (var change : changes) {
            send(envelope(change).toRecord(change.topic(), "/test"));
        }
    }

    public void send(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Envelope envelope(ChangeRecord change) {
        var audience = change.audience().stream().map(Object::toString).collect(Collectors.joining(","));
        return new Envelope(
                change.epoch(),
                change.companyId(),
                sequences.merge(change.companyId() + "/" + change.topic(), 1L, Long::sum),
                change.className(),
                change.id(),
                change.action(),
                change.data(),
                audience,
                change.actorId(),
                change.sessionId(),
                change.time(),
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
