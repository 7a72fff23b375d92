package app.velvet.benchmark;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes changes as the relays of the other services do, with the next numbers of their companies and topics. */
final class Publisher implements AutoCloseable {

    static final String STAFF = "auth.changes";
    static final String CONTACTS = "contacts.changes";

    private static final String EPOCH = "20260101T000000000Z";

    private final Map<String, Long> sequences = new HashMap<>();
    private final KafkaProducer<String, byte[]> producer;

    Publisher(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG, "5",
                        ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Hands it over; {@link #flush} returns when the broker has it. */
    void publish(String topic, long companyId, String className, long id, String data, String audience) {
        long sequence = sequences.merge(topic + companyId, 1L, Long::sum);
        producer.send(new Envelope(
                        EPOCH,
                        companyId,
                        sequence,
                        className,
                        id,
                        Action.UPDATE,
                        data,
                        audience,
                        null,
                        null,
                        Instant.now(),
                        null)
                .toRecord(topic, "/benchmark"));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
