package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Forgets old destroys. First each company that has such is marked: from then on whoever asks for a time before the
 * newest of them is told to load everything. They are removed an hour after that, when no answer is still being written
 * that was begun before the mark.
 */
@ApplicationScoped
class ForgettingDestroys {

    /** Once a day and company, so that a mark comes of the age at which it counts. */
    private static final ShardStatement MARK = new ShardStatement("""
            insert into feed_forgotten as forgotten (company_id, forgotten_until, marked_at)
            select company_id, max(visible_at), now()
              from feed_entry
             where destroyed and visible_at < now() - ?::interval
             group by company_id
            on conflict on constraint pk_feed_forgotten do update
               set forgotten_until = greatest(forgotten.forgotten_until, excluded.forgotten_until),
                   marked_at = excluded.marked_at
             where forgotten.marked_at < now() - interval '1 day'
               and forgotten.forgotten_until < excluded.forgotten_until
            """);

    private static final ShardStatement SWEEP = new ShardStatement("""
            delete from feed_entry as entry
             using (select entry.company_id, entry.class_name, entry.entity_id, entry.audience_key
                      from feed_entry as entry
                      join feed_forgotten as forgotten using (company_id)
                     where entry.destroyed and entry.visible_at <= forgotten.forgotten_until
                       and entry.visible_at < now() - ?::interval
                       and forgotten.marked_at < now() - ?::interval
                     limit ?) as old
             where entry.company_id = old.company_id and entry.class_name = old.class_name
               and entry.entity_id = old.entity_id and entry.audience_key = old.audience_key
            """);

    private static final int CHUNK = 1_000;

    private final DataSource database;
    private final ShardClock clock = new ShardClock();
    private final Duration remembered;

    ForgettingDestroys(DataSource database, SyncSettings settings) {
        this.database = database;
        this.remembered = settings.rememberDestroys();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        for (var shard = 0; shard < Partitions.COUNT; shard++) {
            forget(shard, Duration.ofHours(1));
        }
    }

    /** @param sweepAfter how old a mark must be before what it covers is removed */
    void forget(int shard, Duration sweepAfter) throws SQLException {
        int swept;
        do {
            swept = JdbcTransactions.inTransaction(database, transaction -> sweep(transaction, shard, sweepAfter));
        } while (swept == CHUNK);
        JdbcTransactions.inTransaction(database, transaction -> mark(transaction, shard));
    }

    private int sweep(Connection transaction, int shard, Duration sweepAfter) throws SQLException {
        // The projector may be about to bring back what is removed here.
        clock.lock(transaction, shard);
        try (var statement = transaction.prepareStatement(SWEEP.of(shard))) {
            statement.setString(1, remembered.toString());
            statement.setString(2, sweepAfter.toString());
            statement.setInt(3, CHUNK);
            return statement.executeUpdate();
        }
    }

    private int mark(Connection transaction, int shard) throws SQLException {
        try (var statement = transaction.prepareStatement(MARK.of(shard))) {
            statement.setString(1, remembered.toString());
            return statement.executeUpdate();
        }
    }
}
