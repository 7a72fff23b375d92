package app.velvet.events.consumer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service's consumers; bounds are those of {@link ConsumerSettings}. */
@ConfigMapping(prefix = "velvet.consumer")
public interface ConsumerConfig {

    /** Whether the consumers are started with the application. */
    @WithDefault("true")
    boolean enabled();

    /** The most records of one poll, and so of one transaction. */
    @WithDefault("500")
    int batch();

    /** How long a broker may hold a fetch open for want of records: at worst, a change waits that long. */
    @WithDefault("20ms")
    Duration fetchWait();

    /** How long after a failure it is tried again; each further time twice as long. */
    @WithDefault("100ms")
    Duration firstRetry();

    /** The most that is waited between two tries. */
    @WithDefault("5s")
    Duration longestRetry();

    /** How long the database bears with a transaction whose process is frozen. */
    @WithDefault("5s")
    Duration idleInTransaction();

    /**
     * The compaction lag of the topics: where records are older, missing ones may have been compacted away, and a consumer
     * that was away for longer reads everything again.
     */
    @WithDefault("7d")
    Duration compactionLag();

    /** How long dead-letter topics keep what was put aside. */
    @WithDefault("90d")
    Duration deadLetterRetention();
}
