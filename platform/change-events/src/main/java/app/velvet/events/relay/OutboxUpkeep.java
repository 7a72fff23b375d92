package app.velvet.events.relay;

import static app.velvet.events.JdbcTransactions.inTransaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** What an outbox needs beside publishing: partitions, gauges, a look at whether the database was restored. */
final class OutboxUpkeep {

    private static final Logger LOG = Logger.getLogger(OutboxUpkeep.class);

    private static final String BACKLOG = """
            with current as (select max(epoch) as epoch from publication_epoch),
            companies as (
                select counter.company_id, counter.last_sequence, position.stopped_at,
                       coalesce(position.published_sequence, 0) as published_sequence
                  from current
                  cross join outbox_counter counter
                  left join outbox_position position
                    on position.company_id = counter.company_id and position.epoch = current.epoch)
            select coalesce(sum(last_sequence - published_sequence), 0) as waiting,
                   count(stopped_at) as stopped,
                   coalesce(extract(epoch from max(case when stopped_at is null and last_sequence > published_sequence
                       then clock_timestamp() - (select changed_at from outbox
                                                  where outbox.company_id = companies.company_id
                                                    and outbox.sequence > companies.published_sequence
                                                  order by outbox.sequence limit 1) end)) * 1000, 0) as oldest_age_millis
              from companies
            """;

    private final DataSource database;
    private final RelayMetrics metrics;

    OutboxUpkeep(DataSource database, RelayMetrics metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    /** Starts a new epoch if the database was restored; nothing may be published before this was asked. */
    void startEpochIfRestored() throws SQLException {
        call("select start_publication_epoch_if_restored()")
                .ifPresent(epoch -> LOG.warnf(
                        "This is another database or timeline than before: epoch %s begins, and all state has to be"
                                + " published again",
                        epoch));
    }

    /** Whether state waits to be published again in the current epoch. */
    boolean isSnapshotPending() throws SQLException {
        return call("""
                select epoch from publication_epoch
                 where epoch = (select max(epoch) from publication_epoch) and snapshot_done_at is null
                """).isPresent();
    }

    /** Creates partitions ahead. Writers do not wait for that longer than a moment. */
    void createPartitions() throws SQLException {
        call("select create_outbox_partitions()");
    }

    /** Drops published partitions. Nobody waits for that longer than a moment. */
    void dropPartitions() throws SQLException {
        call("select drop_published_outbox_partitions()")
                .filter(dropped -> !dropped.equals("0"))
                .ifPresent(dropped -> LOG.infof("Dropped %s published outbox partitions", dropped));
    }

    private Optional<String> call(String sql) throws SQLException {
        return inTransaction(database, connection -> {
            try (var call = connection.prepareStatement(sql);
                    var row = call.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        });
    }

    void observeBacklog() throws SQLException {
        metrics.observed(inTransaction(database, connection -> {
            try (var query = connection.prepareStatement(BACKLOG);
                    var row = query.executeQuery()) {
                row.next();
                return new RelayMetrics.Backlog(
                        Duration.ofMillis(row.getLong("oldest_age_millis")),
                        row.getLong("waiting"),
                        row.getLong("stopped"));
            }
        }));
    }
}
