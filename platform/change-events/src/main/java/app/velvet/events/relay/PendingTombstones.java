package app.velvet.events.relay;

import static app.velvet.events.JdbcTransactions.inTransaction;
import static app.velvet.events.relay.ShardOutbox.bigints;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;

/** The destroys of one shard that were published: their keys get a tombstone when the compaction lag is over. */
final class PendingTombstones {

    private static final int TOMBSTONES_PER_BATCH = 500;

    /** An entity that is back keeps its record. */
    private static final String FORGET = """
            delete from pending_tombstone pending
             using unnest(?::bigint[], ?::text[], ?::bigint[]) as live (company_id, class_name, entity_id)
             where pending.company_id = live.company_id and pending.class_name = live.class_name
               and pending.entity_id = live.entity_id
            """;

    private static final String REMEMBER = """
            insert into pending_tombstone (company_id, class_name, entity_id, due_at)
            select company_id, class_name, entity_id, clock_timestamp() + ? * interval '1 ms'
              from unnest(?::bigint[], ?::text[], ?::bigint[]) as destroyed (company_id, class_name, entity_id)
             order by company_id, class_name, entity_id
            on conflict (company_id, class_name, entity_id) do update set due_at = excluded.due_at
            """;

    private static final String DUE = """
            select company_id, class_name, entity_id, due_at
              from pending_tombstone
             where due_at <= clock_timestamp() and mod(mod(company_id, %1$d) + %1$d, %1$d) = ?
             order by due_at limit %2$d
            """.formatted(Shards.COUNT, TOMBSTONES_PER_BATCH);

    private final DataSource database;
    private final int shard;
    private final Duration lag;

    PendingTombstones(DataSource database, int shard, Duration lag) {
        this.database = database;
        this.shard = shard;
        this.lag = lag;
    }

    record Tombstone(long companyId, String className, long entityId, OffsetDateTime dueAt) {}

    /** A destroyed entity gets a tombstone later, one that is back does not: what the batch says last of each counts. */
    void follow(Connection transaction, Batch batch) throws SQLException {
        var latest = new LinkedHashMap<String, Envelope>();
        batch.rows().stream()
                .map(Batch.Row::change)
                .forEach(change ->
                        latest.put(Envelope.key(change.companyId(), change.className(), change.id()), change));
        var destroyed = latest.values().stream()
                .filter(change -> change.action() == Action.DESTROY)
                .toList();
        var live = latest.values().stream()
                .filter(change -> change.action() != Action.DESTROY)
                .toList();
        if (!live.isEmpty()) {
            try (var forget = transaction.prepareStatement(FORGET)) {
                setKeys(forget, 1, live);
                forget.executeUpdate();
            }
        }
        if (!destroyed.isEmpty()) {
            try (var remember = transaction.prepareStatement(REMEMBER)) {
                remember.setLong(1, lag.toMillis());
                setKeys(remember, 2, destroyed);
                remember.executeUpdate();
            }
        }
    }

    private static void setKeys(PreparedStatement statement, int first, List<Envelope> changes) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(
                first,
                bigints(connection, changes.stream().map(Envelope::companyId).toList()));
        statement.setArray(
                first + 1,
                connection.createArrayOf(
                        "text", changes.stream().map(Envelope::className).toArray()));
        statement.setArray(
                first + 2,
                bigints(connection, changes.stream().map(Envelope::id).toList()));
    }

    /** Only to be published while nothing else is under way: a create of the same key must not be before its tombstone. */
    List<Tombstone> due() throws SQLException {
        return inTransaction(database, connection -> {
            try (var query = connection.prepareStatement(DUE)) {
                query.setInt(1, shard);
                var due = new ArrayList<Tombstone>();
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        due.add(new Tombstone(
                                rows.getLong("company_id"),
                                rows.getString("class_name"),
                                rows.getLong("entity_id"),
                                rows.getObject("due_at", OffsetDateTime.class)));
                    }
                }
                return due;
            }
        });
    }

    /** Forgets published tombstones, but not that one is due again later. */
    void forget(List<Tombstone> published) throws SQLException {
        inTransaction(database, connection -> {
            try (var delete = connection.prepareStatement("""
                    delete from pending_tombstone
                     where company_id = ? and class_name = ? and entity_id = ? and due_at = ?
                    """)) {
                for (var tombstone : published) {
                    delete.setLong(1, tombstone.companyId());
                    delete.setString(2, tombstone.className());
                    delete.setLong(3, tombstone.entityId());
                    delete.setObject(4, tombstone.dueAt());
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
    }
}
