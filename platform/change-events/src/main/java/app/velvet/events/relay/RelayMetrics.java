package app.velvet.events.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How far publishing is behind. */
final class RelayMetrics {

    /**
     * @param oldestAge of the oldest row that waits to be published; those of stopped companies do not count
     * @param waiting rows that are not published, those of stopped companies too
     */
    record Backlog(Duration oldestAge, long waiting, long companiesStopped) {
        static final Backlog NONE = new Backlog(Duration.ZERO, 0, 0);
    }

    private final Timer latency;
    private volatile Backlog backlog = Backlog.NONE;

    RelayMetrics(MeterRegistry registry) {
        latency = Timer.builder("velvet.outbox.publish.latency")
                .description("From a change's append to its commit in Kafka")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("velvet.outbox.oldest.age", () -> backlog.oldestAge().toMillis() / 1000.0)
                .description("Age of the oldest unpublished row")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("velvet.outbox.waiting", () -> backlog.waiting())
                .description("Rows waiting to be published")
                .register(registry);
        Gauge.builder("velvet.outbox.companies.stopped", () -> backlog.companiesStopped())
                .description("Companies whose publishing has stopped")
                .register(registry);
    }

    void published(Batch batch) {
        long sinceRead = System.nanoTime() - batch.readAtNanos();
        batch.rows()
                .forEach(row -> latency.record(
                        TimeUnit.MILLISECONDS.toNanos(row.ageMillis()) + sinceRead, TimeUnit.NANOSECONDS));
    }

    void observed(Backlog observed) {
        backlog = observed;
    }
}
