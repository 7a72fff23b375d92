package app.velvet.sync.feed;

import app.velvet.events.trace.Traces;
import app.velvet.sync.SyncSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the feed together. */
class FeedBeans {

    @Produces
    @Singleton
    FeedProjector projector(SyncSettings settings, MeterRegistry metrics, Clock clock, Traces traces) {
        return new FeedProjector(
                new ShardClock(),
                new FeedHistory(),
                new FeedEntries(settings.rememberDestroys()),
                new FeedMetrics(metrics, clock),
                traces);
    }
}
