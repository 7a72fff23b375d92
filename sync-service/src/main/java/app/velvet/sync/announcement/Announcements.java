package app.velvet.sync.announcement;

import app.velvet.events.JdbcTransactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What is to be announced of the feed. It is derived from the feed itself, so nothing is forgotten whichever process dies,
 * and what advanced several times in between is announced once.
 */
final class Announcements {

    /** So that one replica at a time announces; the others look again later. */
    private static final String BE_THE_ONLY_ONE = "select pg_try_advisory_xact_lock(hashtext('feed_announcement'))";

    /**
     * One statement, and so one snapshot: nothing that is not found comes at a time up to the watermark it returns. What is
     * being rebuilt is announced when it can be pulled.
     */
    private static final String ADVANCED = """
            select key.shard, shard.watermark, key.company_id, key.session_id,
                   array_agg(key.audience_key order by key.audience_key) as audience_keys,
                   (array_agg(key.traceparent order by key.advanced_at desc)
                       filter (where key.traceparent is not null))[1] as traceparent
              from feed_announcement announcement
              join feed_shard shard on shard.shard = announcement.shard and not shard.rebuilding
              join feed_key key
                on key.shard = announcement.shard and key.advanced_at > announcement.announced_until
             group by key.shard, shard.watermark, key.company_id, key.session_id
             order by key.company_id, key.session_id
            """;

    private static final String ANNOUNCED = """
            update feed_announcement announcement set announced_until = done.watermark
              from unnest(?::integer[], ?::timestamptz[]) as done (shard, watermark)
             where announcement.shard = done.shard
            """;

    /** Of one poke: a record may have a megabyte, and a key has some tens of bytes. */
    private static final int MOST_KEYS = 1_000;

    private final DataSource database;

    Announcements(DataSource database) {
        this.database = database;
    }

    /** Who makes pokes known. */
    @FunctionalInterface
    interface Publisher<X extends Exception> {

        /** Returns when they are all safe. */
        void publish(List<FeedAdvanced> pokes) throws X;
    }

    /**
     * Publishes what has advanced since the last time; twice if it is not known whether that succeeded.
     *
     * @return how many pokes were published
     */
    <X extends Exception> int announce(Publisher<X> publisher) throws SQLException, X {
        return JdbcTransactions.inTransaction(
                database, transaction -> isTheOnlyOne(transaction) ? announce(transaction, publisher) : 0);
    }

    private static boolean isTheOnlyOne(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement(BE_THE_ONLY_ONE);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static <X extends Exception> int announce(Connection transaction, Publisher<X> publisher)
            throws SQLException, X {
        var watermarks = new HashMap<Integer, Instant>();
        var pokes = advanced(transaction, watermarks);
        if (!pokes.isEmpty()) {
            publisher.publish(pokes);
            markAnnounced(transaction, watermarks);
        }
        return pokes.size();
    }

    /** @param watermarks gets that of each shard with an advance */
    private static List<FeedAdvanced> advanced(Connection transaction, Map<Integer, Instant> watermarks)
            throws SQLException {
        var pokes = new ArrayList<FeedAdvanced>();
        try (var statement = transaction.prepareStatement(ADVANCED);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var watermark =
                        rows.getObject("watermark", OffsetDateTime.class).toInstant();
                pokes.addAll(pokes(rows, watermark));
                watermarks.put(rows.getInt("shard"), watermark);
            }
        }
        return pokes;
    }

    /** Several, if it has more keys than a record of Kafka takes. */
    private static List<FeedAdvanced> pokes(ResultSet row, Instant watermark) throws SQLException {
        var keys = List.of((String[]) row.getArray("audience_keys").getArray());
        var pokes = new ArrayList<FeedAdvanced>();
        for (var from = 0; from < keys.size(); from += MOST_KEYS) {
            pokes.add(new FeedAdvanced(
                    row.getLong("company_id"),
                    keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)),
                    row.getObject("session_id", Long.class),
                    watermark,
                    row.getString("traceparent")));
        }
        return pokes;
    }

    private static void markAnnounced(Connection transaction, Map<Integer, Instant> watermarks) throws SQLException {
        try (var statement = transaction.prepareStatement(ANNOUNCED)) {
            var times = watermarks.values().stream()
                    .map(watermark -> watermark.atOffset(ZoneOffset.UTC).toString())
                    .toArray();
            statement.setArray(
                    1, transaction.createArrayOf("integer", watermarks.keySet().toArray()));
            statement.setArray(2, transaction.createArrayOf("timestamptz", times));
            statement.executeUpdate();
        }
    }
}
