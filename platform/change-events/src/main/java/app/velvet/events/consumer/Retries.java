package app.velvet.events.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The partitions that wait for their next try. */
final class Retries {

    private static final int MOST_DOUBLINGS = 20;

    private record Retry(int failures, long due) {}

    private final Duration first;
    private final Duration longest;
    private final Map<TopicPartition, Retry> retries = new HashMap<>();

    Retries(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** How long to wait after so many failures in a row. */
    Duration wait(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** Returns how many times in a row that was. */
    int failed(TopicPartition partition) {
        var before = retries.get(partition);
        var failures = before == null ? 1 : before.failures + 1;
        retries.put(
                partition,
                new Retry(failures, System.nanoTime() + wait(failures).toNanos()));
        return failures;
    }

    /** Returns whether it had failed before. */
    boolean succeeded(TopicPartition partition) {
        return retries.remove(partition) != null;
    }

    List<TopicPartition> due(Collection<TopicPartition> waiting) {
        return waiting.stream()
                .filter(partition -> isDue(retries.get(partition)))
                .toList();
    }

    private static boolean isDue(Retry retry) {
        return retry == null || retry.due - System.nanoTime() <= 0;
    }

    void forget(TopicPartition partition) {
        retries.remove(partition);
    }
}
