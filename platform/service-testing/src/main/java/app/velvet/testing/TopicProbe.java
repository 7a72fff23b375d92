package app.velvet.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Reads all partitions of a topic, as any subscriber sees it: only what was committed. For one thread. */
public final class TopicProbe implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

    private TopicProbe(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** Reads a topic of the JVM's {@link TestKafka} from its beginning. */
    public static TopicProbe fromStart(String topic) {
        return fromStart(TestKafka.shared().bootstrap(), topic);
    }

    public static TopicProbe fromStart(String bootstrap, String topic) {
        TopicProbe probe = new TopicProbe(bootstrap, topic);
        probe.consumer.seekToBeginning(probe.consumer.assignment());
        return probe;
    }

    /** Reads what comes to a topic of the JVM's {@link TestKafka} from now on. */
    public static TopicProbe fromNow(String topic) {
        return fromNow(TestKafka.shared().bootstrap(), topic);
    }

    public static TopicProbe fromNow(String bootstrap, String topic) {
        TopicProbe probe = new TopicProbe(bootstrap, topic);
        probe.consumer.seekToEnd(probe.consumer.assignment());
        // seeking is lazy: only asking for the position fixes it
        probe.consumer.assignment().forEach(probe.consumer::position);
        return probe;
    }

    /** Waits until at least that many records were seen and returns all seen so far, each partition in its order. */
    public List<ConsumerRecord<String, String>> await(int records) {
        return await(records, record -> true);
    }

    /** Waits until at least that many matching records were seen and returns all that match. */
    public List<ConsumerRecord<String, String>> await(int records, Predicate<ConsumerRecord<String, String>> matching) {
        untilSeen(records + " records").until(() -> poll(matching).size() >= records);
        return matching(matching);
    }

    private static ConditionFactory untilSeen(String what) {
        return Awaitility.await(what)
                .pollInSameThread() // a consumer belongs to one thread
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(TIMEOUT);
    }

    private List<ConsumerRecord<String, String>> poll(Predicate<ConsumerRecord<String, String>> matching) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return matching(matching);
    }

    private List<ConsumerRecord<String, String>> matching(Predicate<ConsumerRecord<String, String>> matching) {
        return seen.stream().filter(matching).toList();
    }

    /** Reads up to what is committed at this moment and returns all records seen so far. */
    public List<ConsumerRecord<String, String>> drain() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        untilSeen("the end of the topic").until(() -> {
            poll(record -> true);
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        return List.copyOf(seen);
    }

    /** Returns a header's text, or null if the record has none of that name. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
