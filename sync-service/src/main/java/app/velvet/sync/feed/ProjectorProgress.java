package app.velvet.sync.feed;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long changes have been waiting for this replica's projector while it dealt with none. */
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
     * Zero while nothing waits, and after each change that was dealt with since this was last asked. Of a consumer that says
     * nothing about itself it is not known that nothing waits.
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
        var lag = registry.find("velvet.consumer.lag")
                .tag("consumer", FeedProjector.CONSUMER)
                .gauge();
        return lag != null && lag.value() == 0;
    }

    private double count(String name) {
        var counter =
                registry.find(name).tag("consumer", FeedProjector.CONSUMER).counter();
        return counter == null ? 0 : counter.count();
    }
}
