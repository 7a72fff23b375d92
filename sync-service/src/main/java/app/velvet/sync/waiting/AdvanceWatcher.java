package app.velvet.sync.waiting;

import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.memory.FeedMemory;
import app.velvet.sync.memory.Looks;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Looks every so often, on a thread of its own, what has advanced in the shards of those that wait or are remembered, has
 * that remembered and wakes those that wait for it. While there is nobody it asks for nothing. What it misses while the
 * database is out of reach it finds afterwards.
 */
@ApplicationScoped
class AdvanceWatcher {

    private final Trouble trouble = new Trouble(
            Logger.getLogger(AdvanceWatcher.class),
            "Waiting polls are not woken now and will be later",
            "Waiting polls are woken again");
    private final WaitingPolls polls;
    private final FeedMemory memory;
    private final Looks looks;
    private final Duration interval;
    private final VitalThreads threads;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-watcher"));

    /** Up to when everybody has been woken, by shard. */
    private Map<Integer, Instant> seen = Map.of();

    AdvanceWatcher(
            WaitingPolls polls, FeedMemory memory, DataSource database, SyncSettings settings, VitalThreads threads) {
        this.polls = polls;
        this.memory = memory;
        this.looks = new Looks(database, settings);
        this.interval = settings.watch();
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        thread.scheduleWithFixedDelay(
                threads.watched("feed-watcher", this::lookOrLog),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Before the server waits for the answers that are under way, not only after it. */
    void letGo(@Observes ShutdownDelayInitiatedEvent stopping) {
        polls.close();
    }

    void stop(@Observes ShutdownEvent stopped) {
        polls.close();
        thread.shutdownNow();
    }

    private void lookOrLog() {
        try {
            look();
            trouble.over();
        } catch (SQLException | RuntimeException e) {
            if (!thread.isShutdown()) {
                trouble.met(e);
            }
        }
    }

    void look() throws SQLException {
        var begun = System.nanoTime();
        var wanted = memory.wanted();
        // Kept if the look fails: who has come will not come again.
        seen = polls.watched(seen, memory.shards(wanted));
        if (!seen.isEmpty()) {
            var found = looks.look(seen, memory.readUpTo(), wanted);
            memory.learn(found, begun);
            polls.wake(found.advances());
            seen = found.watermarks();
        }
    }
}
