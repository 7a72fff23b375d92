package app.velvet.sync.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How far the clocks of the shards are behind, as this replica last saw them. Grows until it looks again. One shard may be held
 * for long by much that is swept; that none moves is something else.
 */
@Startup
@ApplicationScoped
class WatermarkAge {

    private record Seen(Duration furthest, Duration least, long at) {

        Duration sinceThen() {
            return Duration.ofNanos(System.nanoTime() - at);
        }
    }

    private volatile Seen seen = new Seen(Duration.ZERO, Duration.ZERO, System.nanoTime());

    WatermarkAge(MeterRegistry registry) {
        Gauge.builder(
                        "velvet.feed.watermark.age",
                        this,
                        age -> age.furthestBehind().toNanos() / 1e9)
                .description("How far the clock of the shard furthest behind is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    void seen(Duration furthest, Duration least) {
        seen = new Seen(furthest, least, System.nanoTime());
    }

    Duration furthestBehind() {
        var last = seen;
        return last.furthest().plus(last.sinceThen());
    }

    /** Of the shard that is the least behind. */
    Duration leastBehind() {
        var last = seen;
        return last.least().plus(last.sinceThen());
    }
}
