package app.velvet.subscriber;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps a copy of the contacts of all companies in a folder. It may be killed at any instant and started again: what it has of
 * a partition and how far it has read are written together.
 *
 * <p>This one reads all partitions. To share the work, let a consumer group assign them, and begin with a partition when it is
 * assigned.
 */
public final class ContactSubscriber {

    private static final String TOPIC = "contacts.changes";

    /** Short of the compaction lag of the topic, 7 days: of what was missed for less than that, nothing is compacted. */
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(6);

    private static final Duration SAVES_UNCHANGED_AFTER = Duration.ofHours(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Path folder;
    private final Map<TopicPartition, ContactCopy> copies = new HashMap<>();

    /** Partitions that are read from their beginning, and the end that they had then. */
    private final Map<TopicPartition, Long> rebuilding = new HashMap<>();

    private ContactSubscriber(KafkaConsumer<String, byte[]> consumer, Path folder) {
        this.consumer = consumer;
        this.folder = folder;
    }

    /** @param arguments the bootstrap servers and the folder of the copy */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", arguments[0],
                // Changes are published in transactions, and one that was aborted never happened.
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            new ContactSubscriber(consumer, Path.of(arguments[1])).run();
        }
    }

    private void run() throws IOException {
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        for (var partition : partitions) {
            begin(partition);
        }
        while (true) {
            var records = consumer.poll(Duration.ofMillis(200));
            for (var partition : partitions) {
                follow(partition, records.records(partition));
            }
        }
    }

    private void begin(TopicPartition partition) throws IOException {
        var kept = ContactCopy.load(folder, partition.partition());
        if (kept.isPresent() && kept.get().knownUntil().isAfter(Instant.now().minus(LONGEST_ABSENCE))) {
            copies.put(partition, kept.get());
            consumer.seek(partition, kept.get().position());
        } else {
            rebuild(partition);
        }
    }

    /** Readers see what the folder has until then, which is whole. */
    private void rebuild(TopicPartition partition) {
        copies.put(partition, new ContactCopy());
        rebuilding.put(partition, consumer.endOffsets(List.of(partition)).get(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    private void follow(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) throws IOException {
        var copy = copies.get(partition);
        for (var record : records) {
            // What was replaced is gone from the older part of a topic, and leaves holes there.
            if (copy.hasHoleBefore(record) && !rebuilding.containsKey(partition)) {
                rebuild(partition);
                return;
            }
            copy.apply(record);
        }
        var position = consumer.position(partition);
        if (rebuilding.containsKey(partition)) {
            if (position < rebuilding.get(partition)) {
                return;
            }
            rebuilding.remove(partition);
        } else if (records.isEmpty() && copy.knownUntil().isAfter(Instant.now().minus(SAVES_UNCHANGED_AFTER))) {
            return;
        }
        copy.save(folder, partition.partition(), position, knownUntil(partition, records, copy));
    }

    /** Far behind, that is not now: whoever is stopped then counts from the change that he had got to. */
    private Instant knownUntil(
            TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, ContactCopy copy) {
        if (consumer.currentLag(partition).orElse(1) == 0) {
            return Instant.now();
        }
        return records.isEmpty()
                ? copy.knownUntil()
                : Instant.ofEpochMilli(records.get(records.size() - 1).timestamp());
    }
}
