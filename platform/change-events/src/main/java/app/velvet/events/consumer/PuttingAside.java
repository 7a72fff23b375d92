package app.velvet.events.consumer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends what can never be applied to the dead letters, before the position passes it: a crash in between leaves a record
 * there twice, never nowhere. As long as this replica has the partition, however, each is sent once.
 */
final class PuttingAside {

    private final DeadLetters deadLetters;
    private final Consumer<ConsumerStep> steps;
    private final Map<TopicPartition, Set<Long>> sent = new HashMap<>();

    PuttingAside(DeadLetters deadLetters, Consumer<ConsumerStep> steps) {
        this.deadLetters = deadLetters;
        this.steps = steps;
    }

    void putAside(Batch batch, Refusals refusals) {
        var sentBefore = sent.getOrDefault(batch.partition(), Set.of());
        var letters = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, String>();
        for (var received : batch.records()) {
            if (refusals.putsAside(received) && !sentBefore.contains(received.offset())) {
                letters.put(received.raw(), refusals.reason(received));
            }
        }
        if (letters.isEmpty()) {
            return;
        }
        deadLetters.send(letters);
        var sentByNow = sent.computeIfAbsent(batch.partition(), missing -> new HashSet<>());
        letters.keySet().forEach(record -> sentByNow.add(record.offset()));
        steps.accept(ConsumerStep.DEAD_LETTERS_SENT);
    }

    /** These have been passed, and do not come again. */
    void passed(Batch batch) {
        sent.computeIfPresent(batch.partition(), (partition, offsets) -> {
            batch.records().forEach(received -> offsets.remove(received.offset()));
            return offsets.isEmpty() ? null : offsets;
        });
    }

    /** Someone else may have the partition now. */
    void forget(TopicPartition partition) {
        sent.remove(partition);
    }
}
