package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.sync.SyncSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Advances the clocks of shards in which nothing happens, so that their readers need not ask for the same changes again.
 * Runs in every replica, on a thread of its own; a shard that anybody is at work on is left alone.
 */
@ApplicationScoped
class Heartbeat {

    /** A process that stands still with all these locks holds up every projector. */
    private static final String BE_QUICK = "set local idle_in_transaction_session_timeout = '1s'";

    private static final String LOCK_IDLE = """
            select shard from feed_shard where watermark < clock_timestamp() - ?::interval for update skip locked
            """;

    /** Not in one statement with the lock: see {@link ShardClock#lock}. */
    private static final String DRAW = """
            update feed_shard set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond')
            where shard = any (?)
            """;

    private static final String BEHIND = """
            select extract(epoch from clock_timestamp() - min(watermark)),
                   extract(epoch from clock_timestamp() - max(watermark))
              from feed_shard
            """;

    // The next beat makes up for a missing one; until then the watermarks honestly stay behind.
    private final Trouble trouble = new Trouble(
            Logger.getLogger(Heartbeat.class), "The clocks of idle shards do not advance", "The clocks advance again");

    private final DataSource database;
    private final WatermarkAge age;
    private final Duration interval;
    private final VitalThreads threads;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "feed-heartbeat"));

    Heartbeat(DataSource database, WatermarkAge age, SyncSettings settings, VitalThreads threads) {
        this.database = database;
        this.age = age;
        this.interval = settings.heartbeat();
        this.threads = threads;
    }

    void start(@Observes StartupEvent started) {
        thread.scheduleAtFixedRate(
                threads.watched("feed-heartbeat", this::beatOrLog), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdownNow();
    }

    private void beatOrLog() {
        try {
            beat();
            trouble.over();
        } catch (SQLException | RuntimeException e) {
            trouble.met(e);
        }
    }

    /** Returns how many clocks it advanced. */
    int beat() throws SQLException {
        var advanced =
                JdbcTransactions.inTransaction(database, transaction -> draw(transaction, lockIdle(transaction)));
        FeedRebuild.end(database);
        JdbcTransactions.inTransaction(database, this::lookHowFarBehind);
        return advanced;
    }

    /** One that has advanced by itself since the last beat, or in another replica, is not idle. */
    private List<Integer> lockIdle(Connection transaction) throws SQLException {
        var shards = new ArrayList<Integer>();
        try (var quick = transaction.createStatement()) {
            quick.execute(BE_QUICK);
        }
        try (var statement = transaction.prepareStatement(LOCK_IDLE)) {
            statement.setString(1, interval.dividedBy(2).toString());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    shards.add(rows.getInt(1));
                }
            }
        }
        return shards;
    }

    private static int draw(Connection transaction, List<Integer> shards) throws SQLException {
        try (var statement = transaction.prepareStatement(DRAW)) {
            statement.setArray(1, transaction.createArrayOf("int", shards.toArray()));
            return statement.executeUpdate();
        }
    }

    private Void lookHowFarBehind(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement(BEHIND);
                var rows = statement.executeQuery()) {
            rows.next();
            age.seen(seconds(rows.getDouble(1)), seconds(rows.getDouble(2)));
            return null;
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
