package app.velvet.sync.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How far the clock of the shard that is furthest behind is behind, as this replica last saw it. Grows until it looks again. */
@Startup
@ApplicationScoped
class WatermarkAge {

    private record Seen(Duration age, long at) {}

    private volatile Seen seen = new Seen(Duration.ZERO, System.nanoTime());

    WatermarkAge(MeterRegistry registry) {
        Gauge.builder("velvet.feed.watermark.age", this, age -> age.now().toNanos() / 1e9)
                .description("How far the clock of the shard furthest behind is behind")
                .baseUnit("seconds")
                .register(registry);
    }

    void seen(Duration age) {
        seen = new Seen(age, System.nanoTime());
    }

    Duration now() {
        var last = seen;
        return last.age().plusNanos(System.nanoTime() - last.at());
    }
}
