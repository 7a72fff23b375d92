package app.velvet.sync.feed;

import app.velvet.events.consumer.ChangeRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What operators see of the feed. */
final class FeedMetrics {

    private final Clock clock;
    private final Timer lag;

    FeedMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        lag = Timer.builder("velvet.feed.lag")
                .description("From a change in its service until it is visible in the feed")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
    }

    /** They are of now on. By two clocks of different machines: what seems to be visible before it was made lags by nothing. */
    void visible(List<ChangeRecord> changes) {
        var now = clock.instant();
        for (var change : changes) {
            var taken = Duration.between(change.time(), now);
            lag.record(taken.isNegative() ? Duration.ZERO : taken);
        }
    }
}
