package app.velvet.events.relay;

import static app.velvet.events.JdbcTransactions.inTransaction;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** The outbox as the relay of one shard uses it. */
final class ShardOutbox {

    private static final int COMPANIES_PER_BATCH = 100;
    private static final int ROWS_PER_COMPANY = 100;
    private static final int ROWS_PER_BATCH = 500;
    private static final int CHARACTERS_PER_BATCH = 4 * 1024 * 1024;

    /** Small, because a row may be almost a megabyte. */
    private static final int FETCH_SIZE = 20;

    private static final String READ = """
            with current as (select max(epoch) as epoch from publication_epoch),
            behind as (
                select counter.company_id, done.sequence
                  from current
                  cross join outbox_counter counter
                  left join outbox_position position
                    on position.company_id = counter.company_id and position.epoch = current.epoch
                  left join unnest(?::bigint[], ?::bigint[]) as sent (company_id, sequence)
                    on sent.company_id = counter.company_id and current.epoch = ?
                  cross join lateral (
                      select greatest(position.published_sequence, sent.sequence, 0) as sequence) as done
                 where mod(mod(counter.company_id, %1$d) + %1$d, %1$d) = ?
                   and counter.last_sequence > done.sequence and position.stopped_at is null
                 order by counter.company_id > ? desc, counter.company_id
                 limit %2$d)
            select current.epoch, change.company_id, change.sequence, change.class_name, change.entity_id, change.action,
                   change.data, change.audience, change.actor_id, change.session_id, change.changed_at,
                   change.traceparent,
                   extract(epoch from clock_timestamp() - change.changed_at) * 1000 as age_millis
              from current
              cross join behind
              cross join lateral (
                  select * from outbox
                   where outbox.company_id = behind.company_id and outbox.sequence > behind.sequence
                   order by outbox.sequence
                   limit %3$d) as change
             order by change.company_id > ? desc, change.company_id, change.sequence
            """.formatted(Shards.COUNT, COMPANIES_PER_BATCH, ROWS_PER_COMPANY);

    /** Never back: a relay that was paused after publishing may come with an old position. */
    private static final String RECORD = """
            insert into outbox_position as position (company_id, epoch, published_sequence)
            select company_id, ?, sequence
              from unnest(?::bigint[], ?::bigint[]) as published (company_id, sequence) order by company_id
            on conflict (company_id) do update
               set epoch = excluded.epoch, published_sequence = excluded.published_sequence
             where (position.epoch, position.published_sequence) < (excluded.epoch, excluded.published_sequence)
            """;

    private static final String STOP = """
            insert into outbox_position as position (company_id, epoch, published_sequence, stopped_at, stopped_reason)
            values (?, ?, 0, clock_timestamp(), ?)
            on conflict (company_id) do update
               set stopped_at = excluded.stopped_at, stopped_reason = excluded.stopped_reason, epoch = excluded.epoch,
                   published_sequence =
                       case when position.epoch = excluded.epoch then position.published_sequence else 0 end
             where position.epoch <= excluded.epoch
            """;

    private final DataSource database;
    private final int shard;
    private final PendingTombstones tombstones;

    ShardOutbox(DataSource database, int shard, Duration tombstoneLag) {
        this.database = database;
        this.shard = shard;
        this.tombstones = new PendingTombstones(database, shard, tombstoneLag);
    }

    PendingTombstones tombstones() {
        return tombstones;
    }

    /** Whether there may be more than what was read. */
    static boolean mayHaveMore(Batch batch) {
        return batch.rows().size() >= ROWS_PER_COMPANY;
    }

    /** Reads on from what is recorded as published. */
    Batch read() throws SQLException {
        return readAfter(new Batch("", List.of(), 0));
    }

    /** Reads on from what is recorded as published and from a batch that is on its way. */
    Batch readAfter(Batch sent) throws SQLException {
        return inTransaction(database, connection -> {
            var lastSequences = sent.lastSequences();
            try (var query = connection.prepareStatement(READ)) {
                query.setFetchSize(FETCH_SIZE);
                query.setArray(1, bigints(connection, lastSequences.keySet()));
                query.setArray(2, bigints(connection, lastSequences.values()));
                query.setString(3, sent.epoch());
                query.setInt(4, shard);
                query.setLong(5, sent.lastCompany());
                query.setLong(6, sent.lastCompany());
                try (var rows = query.executeQuery()) {
                    return batch(rows);
                }
            }
        });
    }

    private static Batch batch(ResultSet rows) throws SQLException {
        long readAt = System.nanoTime();
        var batch = new ArrayList<Batch.Row>();
        String epoch = "";
        int characters = 0;
        while (batch.size() < ROWS_PER_BATCH && characters < CHARACTERS_PER_BATCH && rows.next()) {
            epoch = rows.getString("epoch");
            var change = change(rows, epoch);
            batch.add(new Batch.Row(change, rows.getLong("age_millis")));
            characters += change.data() == null ? 0 : change.data().length();
        }
        return new Batch(epoch, batch, readAt);
    }

    private static Envelope change(ResultSet row, String epoch) throws SQLException {
        return new Envelope(
                epoch,
                row.getLong("company_id"),
                row.getLong("sequence"),
                row.getString("class_name"),
                row.getLong("entity_id"),
                Action.ofWireName(row.getString("action")),
                row.getString("data"),
                row.getString("audience"),
                row.getObject("actor_id", Long.class),
                row.getObject("session_id", Long.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("traceparent"));
    }

    /** Remembers that the batch is published, and which keys need a tombstone later. */
    void record(Batch batch) throws SQLException {
        var lastSequences = batch.lastSequences();
        inTransaction(database, connection -> {
            try (var record = connection.prepareStatement(RECORD)) {
                record.setString(1, batch.epoch());
                record.setArray(2, bigints(connection, lastSequences.keySet()));
                record.setArray(3, bigints(connection, lastSequences.values()));
                record.executeUpdate();
            }
            tombstones.follow(connection, batch);
            return null;
        });
    }

    /** Stops publishing a company until an operator calls {@code resume_publishing}. */
    void stop(long companyId, String epoch, String reason) throws SQLException {
        inTransaction(database, connection -> {
            try (var stop = connection.prepareStatement(STOP)) {
                stop.setLong(1, companyId);
                stop.setString(2, epoch);
                stop.setString(3, reason);
                return stop.executeUpdate();
            }
        });
    }

    static Array bigints(Connection connection, Collection<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }
}
