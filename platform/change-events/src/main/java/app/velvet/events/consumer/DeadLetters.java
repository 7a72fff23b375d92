package app.velvet.events.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics where one consumer puts aside what it can never apply: key, value and headers as they came, with the reason
 * and where it stood. At least once: a record may be there twice.
 */
final class DeadLetters implements AutoCloseable {

    static final String REASON = "dead-letter-reason";
    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final String consumer;
    private final Duration retention;
    private final Set<String> ensured = new HashSet<>();
    private KafkaProducer<byte[], byte[]> producer;

    DeadLetters(Map<String, Object> kafka, String consumer, Duration retention) {
        this.kafka = kafka;
        this.consumer = consumer;
        this.retention = retention;
    }

    static String topicFor(String topic, String consumer) {
        return topic + ".dead." + consumer;
    }

    /**
     * Returns when the broker has them all.
     *
     * @throws KafkaException if it may not have them
     */
    void send(Map<ConsumerRecord<byte[], byte[]>, String> reasons) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        reasons.forEach((record, reason) -> {
            ensure(topicFor(record.topic(), consumer));
            sent.add(producer().send(deadLetter(record, reason)));
        });
        sent.forEach(DeadLetters::await);
    }

    private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        var letter = new ProducerRecord<>(
                topicFor(record.topic(), consumer), null, null, record.key(), record.value(), record.headers());
        letter.headers()
                .add(REASON, reason.getBytes(StandardCharsets.UTF_8))
                .add(TOPIC, record.topic().getBytes(StandardCharsets.UTF_8))
                .add(PARTITION, Integer.toString(record.partition()).getBytes(StandardCharsets.UTF_8))
                .add(OFFSET, Long.toString(record.offset()).getBytes(StandardCharsets.UTF_8));
        return letter;
    }

    private void ensure(String topic) {
        if (ensured.contains(topic)) {
            return;
        }
        var config = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
        try (var admin = Admin.create(new HashMap<>(kafka))) {
            var topics = List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(config));
            await(admin.createTopics(topics).all());
        } catch (TopicExistsException e) {
            // another replica, or an earlier start, was first
        }
        ensured.add(topic);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            var config = new HashMap<>(kafka);
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) TIMEOUT.toMillis());
            config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                    TIMEOUT.dividedBy(2).toMillis());
            config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(TIMEOUT);
        }
    }
}
