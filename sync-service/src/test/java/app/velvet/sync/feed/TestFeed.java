package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Partitions;
import app.velvet.events.VitalThreads;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.trace.Traces;
import app.velvet.sync.TestSettings;
import app.velvet.sync.waiting.TestPolls;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * An empty feed on real PostgreSQL, into which changes are projected without Kafka, and a replica that remembers nothing of it. One
 * at a time.
 */
public final class TestFeed {

    private static final String NAME = "feed";
    private static final DataSource DATABASE = migrated();

    private static final Pool POOL = PgBuilder.pool()
            .connectingTo(PgConnectOptions.fromUri(TestPostgres.shared().reactiveUrl(NAME))
                    .setUser(EmbeddedPostgres.username())
                    .setPassword("unused")
                    .setCachePreparedStatements(true))
            .with(new PoolOptions().setMaxSize(8))
            .using(Vertx.vertx())
            .build();

    private final DataSource database = DATABASE;
    private final TestSettings settings;
    private final FeedProjector projector = projector(new ShardClock());
    private final TestPolls polls;

    public TestFeed(TestSettings settings) {
        this.settings = settings;
        this.polls = new TestPolls(database, settings);
        empty();
    }

    /** Changes of tests are numbered as they are made, not as they are projected. */
    private static final class CompleteHistory extends FeedHistory {

        @Override
        void check(Connection transaction, Instant time, List<ChangeRecord> changes) {}
    }

    private static DataSource migrated() {
        var database = TestPostgres.shared().database(NAME);
        Flyway.configure()
                .dataSource(database)
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        return database;
    }

    private void empty() {
        for (var table : List.of(
                "feed_entry",
                "feed_key",
                "feed_forgotten",
                "feed_reader",
                "feed_scope_change",
                "feed_acknowledgment",
                "staff_member",
                "staff_progress")) {
            update("delete from " + table);
        }
        update("update feed_shard set watermark = clock_timestamp(), forgotten_until = null");
        update("update feed_announcement set announced_until = clock_timestamp()");
    }

    /** A projector with a clock that may be wrong. */
    FeedProjector projector(ShardClock clock) {
        return projector(clock, new CompleteHistory());
    }

    FeedProjector projector(ShardClock clock, FeedHistory history) {
        return new FeedProjector(
                clock,
                history,
                new FeedEntries(Duration.ofDays(30)),
                new FeedMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
                Traces.with(OpenTelemetry.noop()));
    }

    public DataSource database() {
        return database;
    }

    public Pool pool() {
        return POOL;
    }

    /** Of the one replica that serves this feed. */
    public TestPolls polls() {
        return polls;
    }

    public TestSettings settings() {
        return settings;
    }

    /** Makes changes visible, all at one time, and returns that time. They are of one topic and one shard. */
    public Instant project(ChangeRecord... changes) {
        return project(projector, List.of(changes));
    }

    Instant project(FeedProjector projector, List<ChangeRecord> changes) {
        return run(transaction -> {
            projector.apply(transaction, changes);
            return watermark(transaction, changes.get(0).companyId());
        });
    }

    /** Projects on a thread of its own, by a clock of its own. The result is the watermark after it. */
    public CompletableFuture<Instant> projectInBackground(PausingClock clock, ChangeRecord... changes) {
        return CompletableFuture.supplyAsync(
                () -> project(projector(clock), List.of(changes)), task -> new Thread(task, "projector").start());
    }

    /** Whether a projector, or an operator, waits for a shard that another one is at work on. */
    public boolean isAProjectorWaiting() {
        return run(transaction -> {
            try (var statement = transaction.prepareStatement("""
                    select from pg_stat_activity
                     where datname = current_database() and wait_event_type = 'Lock' and (query like '%feed_shard%' or query like 'call rebuild_feed%')
                    """);
                    var rows = statement.executeQuery()) {
                return rows.next();
            }
        });
    }

    /** Advances all clocks, as the heartbeat does. */
    public void beat() {
        try {
            new Heartbeat(database, new WatermarkAge(new SimpleMeterRegistry()), settings, new VitalThreads()).beat();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets old destroys; twice, so that what was marked is removed too. */
    public void forgetDestroys(long companyId) {
        forgetDestroys(companyId, Duration.ZERO);
        forgetDestroys(companyId, Duration.ZERO);
    }

    /** @param sweepAfter how old a mark must be before what it covers is removed */
    public void forgetDestroys(long companyId, Duration sweepAfter) {
        try {
            new ForgettingDestroys(database, settings).forget(Partitions.of(companyId), sweepAfter);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the clock of a company go on from a time to come: the next change is one microsecond after it, and so on. */
    public void setClock(long companyId, Instant time) {
        update(
                "update feed_shard set watermark = ? where shard = ? ",
                time.atOffset(ZoneOffset.UTC),
                Partitions.of(companyId));
    }

    public Instant watermark(long companyId) {
        return run(transaction -> watermark(transaction, companyId));
    }

    public int update(String sql, Object... parameters) {
        return run(transaction -> {
            try (var statement = transaction.prepareStatement(sql)) {
                for (var i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    <T> T run(JdbcTransactions.Work<T, RuntimeException> transaction) {
        try {
            return JdbcTransactions.inTransaction(database, transaction);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant watermark(Connection transaction, long companyId) throws SQLException {
        try (var statement = transaction.prepareStatement("select watermark from feed_shard where shard = ?")) {
            statement.setInt(1, Partitions.of(companyId));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }
}
