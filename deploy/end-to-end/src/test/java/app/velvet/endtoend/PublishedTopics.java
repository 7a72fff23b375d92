package app.velvet.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics of a stack as any subscriber sees them. For one thread. */
final class PublishedTopics implements AutoCloseable {

    private final LocalStack stack;
    private final KafkaConsumer<String, byte[]> consumer;

    PublishedTopics(LocalStack stack, Collection<String> names) {
        this.stack = stack;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap(stack), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(names.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    static String bootstrap(LocalStack stack) {
        return stack.addressOf("kafka").getAuthority();
    }

    /** All that they have now. */
    List<ConsumerRecord<String, byte[]>> read() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        var ends = consumer.endOffsets(consumer.assignment());
        consumer.seekToBeginning(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    /** Has a topic compacted at once and all the time, instead of after a week. */
    void compactOften(String topic) {
        alter(ConfigResource.Type.BROKER, "", Map.of("log.cleaner.backoff.ms", "100"));
        alter(
                ConfigResource.Type.TOPIC,
                topic,
                Map.of(
                        "segment.ms", "50",
                        "min.cleanable.dirty.ratio", "0.001",
                        "min.compaction.lag.ms", "0",
                        "max.compaction.lag.ms", "100",
                        "delete.retention.ms", "0"));
    }

    private void alter(ConfigResource.Type type, String name, Map<String, String> settings) {
        Collection<AlterConfigOp> changes = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap(stack)))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), changes))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
