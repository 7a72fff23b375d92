package app.velvet.events.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of one consumer. */
public final class ConsumerMetrics {

    private final Counter applied;
    private final Counter repeated;
    private final Counter deadLetters;
    private final Counter gaps;
    private final Counter retries;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong pendingPartitions = new AtomicLong();
    private final AtomicLong stoppedCompanies = new AtomicLong();

    public ConsumerMetrics(MeterRegistry registry, String consumer) {
        applied = counter(registry, consumer, "velvet.consumer.applied", "Changes whose effect was committed");
        repeated = counter(registry, consumer, "velvet.consumer.repeated", "Changes ignored as applied before");
        deadLetters = counter(registry, consumer, "velvet.consumer.dead.letters", "Records put aside for good");
        gaps = counter(
                registry, consumer, "velvet.consumer.gaps", "Sequences missing that compaction does not explain");
        retries = counter(registry, consumer, "velvet.consumer.retries", "Batches rolled back to be tried again");
        gauge(
                registry,
                consumer,
                "velvet.consumer.lag",
                "Records behind the end, of the partition furthest behind",
                lag);
        gauge(
                registry,
                consumer,
                "velvet.consumer.partitions.pending",
                "Partitions of which something was read that is not applied yet",
                pendingPartitions);
        gauge(
                registry,
                consumer,
                "velvet.consumer.stopped.companies",
                "Companies standing still until an operator has repaired what is wrong",
                stoppedCompanies);
    }

    private static Counter counter(MeterRegistry registry, String consumer, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("consumer", consumer)
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, String consumer, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get)
                .description(description)
                .tag("consumer", consumer)
                .register(registry);
    }

    void applied(int changes) {
        applied.increment(changes);
    }

    void repeated(int changes) {
        repeated.increment(changes);
    }

    void putAside(int records) {
        deadLetters.increment(records);
    }

    void gap() {
        gaps.increment();
    }

    void retried() {
        retries.increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    void pendingPartitions(long partitions) {
        pendingPartitions.set(partitions);
    }

    void stoppedCompanies(long companies) {
        stoppedCompanies.set(companies);
    }
}
