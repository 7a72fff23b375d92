package app.velvet.events.outbox;

import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.Shards;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * The {@link Outbox} for work over JDBC, as event handlers do it. Their commits are few, as they work in batches, so that it
 * wakes the relays by the commit itself.
 */
public final class JdbcOutbox {

    private static final String INSERT = OutboxRows.insert(place -> "?");
    private static final List<String> COLUMN_TYPES =
            List.of("bigint", "text", "bigint", "text", "text", "text", "bigint");

    private final ObjectMapper mapper;

    public JdbcOutbox(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Inserts the changes in the open transaction of the connection; they are published after it has committed and not
     * at all if it rolls back. The last step of the transaction, in the order in which the changes are to be seen.
     *
     * @param traceparent of the change that caused these, or null
     * @throws app.velvet.api.error.RefusedException {@link OutboxError#ENTITY_TOO_LARGE}
     */
    public void append(Connection transaction, List<ChangeEvent> changes, String traceparent) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        var columns = new OutboxRows(mapper, changes).columns();
        try (var insert = transaction.prepareStatement(INSERT)) {
            insert.setString(1, traceparent);
            insert.setNull(2, Types.BIGINT);
            for (int i = 0; i < columns.size(); i++) {
                insert.setArray(i + 3, transaction.createArrayOf(COLUMN_TYPES.get(i), columns.get(i)));
            }
            insert.executeUpdate();
        }
        wakeRelays(transaction, changes);
    }

    private static void wakeRelays(Connection transaction, List<ChangeEvent> changes) throws SQLException {
        int shards = changes.stream()
                .mapToInt(change -> 1 << Shards.of(change.companyId()))
                .reduce(0, (some, others) -> some | others);
        try (var notify = transaction.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CommitSignal.CHANNEL);
            notify.setString(2, Integer.toString(shards));
            notify.execute();
        }
    }
}
