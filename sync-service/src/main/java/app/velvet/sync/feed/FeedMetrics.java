package app.velvet.sync.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** What operators see of the feed. */
final class FeedMetrics {

    private final Timer lag;

    FeedMetrics(MeterRegistry registry) {
        lag = Timer.builder("velvet.feed.lag")
                .description("From the commit of a change in its service until it is visible in the feed")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
    }

    /** The two clocks are those of different machines: a change that seems to be visible before it was made lags by nothing. */
    void visible(Instant changed, Instant visible) {
        var taken = Duration.between(changed, visible);
        lag.record(taken.isNegative() ? Duration.ZERO : taken);
    }
}
