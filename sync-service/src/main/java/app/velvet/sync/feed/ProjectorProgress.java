package app.velvet.sync.feed;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long changes have been waiting for this replica's projector while it applied none. */
@ApplicationScoped
class ProjectorProgress {

    private final MeterRegistry registry;
    private double applied;
    private long lastProgress = System.nanoTime();

    ProjectorProgress(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Zero while nothing waits, and after each change that was applied since this was last asked. */
    synchronized Duration timeWithoutProgress() {
        var appliedByNow = applied();
        if (waiting() == 0 || appliedByNow != applied) {
            applied = appliedByNow;
            lastProgress = System.nanoTime();
        }
        return Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    /** Records of the partition furthest behind, by the consumer's own account. */
    private double waiting() {
        var lag = registry.find("velvet.consumer.lag")
                .tag("consumer", FeedProjector.CONSUMER)
                .gauge();
        return lag == null ? 0 : lag.value();
    }

    private double applied() {
        var counter = registry.find("velvet.consumer.applied")
                .tag("consumer", FeedProjector.CONSUMER)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
