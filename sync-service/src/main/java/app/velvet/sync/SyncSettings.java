package app.velvet.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an operator can set of the feed. */
@ConfigMapping(prefix = "velvet.sync")
public interface SyncSettings {

    /** A pull of more elements than this is told to load everything. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxChanges();

    /** How many elements of an answer are in memory at once. */
    @WithDefault("200")
    @Min(1)
    @Max(1_000)
    int chunk();

    /** How much later than a change of his rights a user's acknowledgment must be to count. */
    @WithDefault("5s")
    @NotNull
    @DurationMin(seconds = 0)
    @DurationMax(hours = 1)
    Duration scopeChangeMargin();

    /**
     * How often the clocks of shards advance in which nothing happens. A clock may stay behind for half as long again, and with
     * the rest of its second must not be two behind.
     */
    @WithDefault("500ms")
    @NotNull
    @DurationMin(millis = 50)
    @DurationMax(millis = 600)
    Duration heartbeat();

    /** How often it is announced what has something new: what advances more often is announced once. */
    @WithDefault("200ms")
    @NotNull
    @DurationMin(millis = 20)
    @DurationMax(seconds = 10)
    Duration announce();

    /** How often this replica looks what is new for those that wait in it and those that it remembers. */
    @WithDefault("100ms")
    @NotNull
    @DurationMin(millis = 20)
    @DurationMax(seconds = 1)
    Duration watch();

    /** How many polls may wait in this replica at once; one more is answered at once. */
    @WithDefault("20000")
    @Min(0)
    @Max(1_000_000)
    int mostWaiting();

    /** Of how many devices this replica remembers how they stand, so that they are told from memory that nothing is new. */
    @WithDefault("50000")
    @Min(0)
    @Max(1_000_000)
    int mostRemembered();

    /** How long no clock may move, or the projector apply nothing of what it has read, before this replica counts as not ready. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(seconds = 2)
    Duration stuckAfter();

    /** How long destroys are remembered. */
    @WithDefault("30d")
    @NotNull
    @DurationMin(days = 30)
    Duration rememberDestroys();

    /** How long the acknowledgments of a device that does not come back are remembered. */
    @WithDefault("90d")
    @NotNull
    @DurationMin(days = 90)
    Duration rememberDevices();
}
