package app.velvet.sync.feed;

import app.velvet.sync.SyncSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the feed together. */
class FeedBeans {

    @Produces
    @Singleton
    FeedProjector projector(SyncSettings settings, MeterRegistry metrics) {
        return new FeedProjector(
                new ShardClock(),
                new FeedHistory(),
                new FeedEntries(settings.rememberDestroys()),
                new FeedMetrics(metrics));
    }
}
