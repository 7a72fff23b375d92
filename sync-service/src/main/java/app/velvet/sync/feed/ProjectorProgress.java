package app.velvet.sync.feed;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this replica's projector has had changes before it and dealt with none. What Kafka does not hand out, because it is
 * away, is not before it: the feed is read without Kafka.
 */
@ApplicationScoped
class ProjectorProgress {

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private double dealtWith;
    private long lastProgress;

    @Inject
    ProjectorProgress(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    ProjectorProgress(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        this.lastProgress = nanoTime.getAsLong();
    }

    /**
     * Zero while it has nothing, and after each change that was dealt with since this was last asked. Of a consumer that says
     * nothing about itself it is not known that it has nothing.
     */
    synchronized Duration timeWithoutProgress() {
        var dealtWithByNow = count("velvet.consumer.applied") + count("velvet.consumer.repeated");
        if (isIdle() || dealtWithByNow != dealtWith) {
            dealtWith = dealtWithByNow;
            lastProgress = nanoTime.getAsLong();
        }
        return Duration.ofNanos(nanoTime.getAsLong() - lastProgress);
    }

    /** By the consumer's own account. */
    private boolean isIdle() {
        var pending = registry.find("velvet.consumer.partitions.pending")
                .tag("consumer", FeedProjector.CONSUMER)
                .gauge();
        return pending != null && pending.value() == 0;
    }

    private double count(String name) {
        var counter =
                registry.find(name).tag("consumer", FeedProjector.CONSUMER).counter();
        return counter == null ? 0 : counter.count();
    }
}
