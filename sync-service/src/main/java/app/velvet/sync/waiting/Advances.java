package app.velvet.sync.waiting;

import app.velvet.events.JdbcTransactions;
import app.velvet.sync.waiting.Advance.AudienceKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads what has advanced in some shards of the feed. */
final class Advances {

    /** One statement, and so one snapshot: nothing that is not found comes at a time up to the watermark it returns. */
    private static final String SINCE = """
            select shard.shard, shard.watermark, key.company_id, key.audience_key, key.advanced_at
              from unnest(?::integer[], ?::timestamptz[]) as watched (shard, since)
              join feed_shard shard on shard.shard = watched.shard
              left join feed_key key on key.shard = watched.shard and key.advanced_at > watched.since
            """;

    /**
     * @param watermarks of each shard that was asked for
     * @param advances all that are later than the times that were asked for
     */
    record Found(Map<Integer, Instant> watermarks, List<Advance> advances) {}

    private final DataSource database;

    Advances(DataSource database) {
        this.database = database;
    }

    /** @param times by shard, after which advances are asked for */
    Found since(Map<Integer, Instant> times) throws SQLException {
        return JdbcTransactions.inTransaction(database, transaction -> since(transaction, times));
    }

    private static Found since(Connection transaction, Map<Integer, Instant> times) throws SQLException {
        var found = new Found(new HashMap<>(), new ArrayList<>());
        try (var statement = transaction.prepareStatement(SINCE)) {
            statement.setArray(
                    1, transaction.createArrayOf("integer", times.keySet().toArray()));
            var texts = times.values().stream()
                    .map(time -> time.atOffset(ZoneOffset.UTC).toString())
                    .toArray();
            statement.setArray(2, transaction.createArrayOf("timestamptz", texts));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.watermarks()
                            .put(rows.getInt("shard"), time(rows.getObject("watermark", OffsetDateTime.class)));
                    if (rows.getString("audience_key") != null) {
                        var key = new AudienceKey(rows.getLong("company_id"), rows.getString("audience_key"));
                        found.advances()
                                .add(new Advance(key, time(rows.getObject("advanced_at", OffsetDateTime.class))));
                    }
                }
            }
        }
        return found;
    }

    private static Instant time(OffsetDateTime time) {
        return time.toInstant();
    }
}
