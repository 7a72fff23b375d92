package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.Partitions;
import app.velvet.events.relay.EpochSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes changes as the relays of the services do: in order, numbered, some of them twice, each service by a clock that is
 * minutes off. While there is no broker it keeps them.
 */
final class Relay implements AutoCloseable {

    private static final int REPEATABLE = 4;
    private static final int MOST_SKEW_SECONDS = 300;

    static {
        // That the broker is away is no news here.
        Logger.getLogger("org.apache.kafka").setLevel(Level.SEVERE);
    }

    private record Numbering(long companyId, String topic) {}

    private final KafkaProducer<String, byte[]> producer;
    private final Map<Numbering, Integer> epochs = new HashMap<>();
    private final Map<Numbering, Long> sequences = new HashMap<>();
    private final Map<Numbering, Deque<ProducerRecord<String, byte[]>>> latest = new HashMap<>();
    private final Map<String, Duration> skews = new HashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private Random random = new Random(0);

    Relay(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Duration.ofMinutes(5).toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) Duration.ofMinutes(10).toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200L),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Draws the clocks of the services anew, and from here on what is repeated. */
    synchronized void begin(long seed) {
        random = new Random(seed);
        skews.clear();
    }

    /** What time the service of this topic believes it is. */
    synchronized Instant now(String topic) {
        var skew = skews.computeIfAbsent(
                topic, service -> Duration.ofSeconds(random.nextInt(2 * MOST_SKEW_SECONDS) - MOST_SKEW_SECONDS));
        return Instant.now().plus(skew);
    }

    /** Numbers the changes of a company from one again. */
    synchronized void beginEpoch(String topic, long companyId) {
        var numbering = new Numbering(companyId, topic);
        epochs.merge(numbering, 1, Integer::sum);
        sequences.remove(numbering);
    }

    /** @param data null for a destroy */
    synchronized Publication publish(
            String topic, long companyId, String className, long id, String data, Set<Audience> audience) {
        var publication = Publication.ofChange(companyId, partition(topic, companyId));
        publish(topic, companyId, className, id, data, audience, publication);
        return publication;
    }

    /** @param end of what was begun with {@link #beginEpoch} */
    synchronized void endEpoch(String topic, long companyId, Publication end) {
        publish(topic, companyId, EpochSnapshot.END_CLASS_NAME, companyId, "{}", Set.of(), end);
    }

    static TopicPartition partition(String topic, long companyId) {
        return new TopicPartition(topic, Partitions.of(companyId));
    }

    /** What would be published next, if it were this. */
    synchronized ProducerRecord<String, byte[]> next(
            String topic, long companyId, String className, long id, String data, Set<Audience> audience) {
        var numbering = new Numbering(companyId, topic);
        return record(numbering, sequences.getOrDefault(numbering, 0L) + 1, className, id, data, audience);
    }

    private ProducerRecord<String, byte[]> record(
            Numbering numbering, long sequence, String className, long id, String data, Set<Audience> audience) {
        return new Envelope(
                        "20260101T%09dZ".formatted(epochs.getOrDefault(numbering, 0)),
                        numbering.companyId(),
                        sequence,
                        className,
                        id,
                        data == null ? Action.DESTROY : Action.UPDATE,
                        data,
                        audience.stream().map(Object::toString).collect(Collectors.joining(",")),
                        null,
                        null,
                        now(numbering.topic()),
                        null)
                .toRecord(numbering.topic(), "/" + numbering.topic());
    }

    private void publish(
            String topic,
            long companyId,
            String className,
            long id,
            String data,
            Set<Audience> audience,
            Publication publication) {
        var numbering = new Numbering(companyId, topic);
        var record = record(numbering, sequences.merge(numbering, 1L, Long::sum), className, id, data, audience);
        producer.send(record, (sent, refused) -> {
            if (refused == null) {
                publication.acknowledged(sent.offset());
            } else {
                failure.compareAndSet(null, refused);
            }
        });
        repeatSometimes(numbering, record);
    }

    /** As one does that was cut off before it heard that what it sent was there. */
    private void repeatSometimes(Numbering numbering, ProducerRecord<String, byte[]> record) {
        var last = latest.computeIfAbsent(numbering, anew -> new ArrayDeque<>());
        last.add(record);
        if (last.size() > REPEATABLE) {
            last.remove();
        }
        if (random.nextInt(50) == 0) {
            List.copyOf(last).forEach(producer::send);
        }
    }

    /** Fails if anything was refused for good: then the run shows nothing. */
    void requireHealthy() {
        if (failure.get() != null) {
            throw new IllegalStateException("A change could not be published", failure.get());
        }
    }

    /** Returns when the broker has everything. */
    void flush() {
        producer.flush();
        requireHealthy();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
