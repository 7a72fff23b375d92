package app.velvet.sync.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The clock of a shard of the feed. Its committed time is the shard's watermark W: whatever becomes visible after W was
 * read becomes visible at a later time than W. That rests on the order of the two steps here and on nothing else.
 */
class ShardClock {

    private static final String LOCK = "select from feed_shard where shard = ? for update";

    /** Also stores the time as the shard's watermark; nobody sees it before this transaction commits. */
    private static final String DRAW = """
            update feed_shard set watermark = greatest(clock_timestamp(), watermark + interval '1 microsecond')
            where shard = ? returning watermark
            """;

    /** The time at which everything that {@code transaction} writes to the shard becomes visible. */
    Instant advance(Connection transaction, int shard) throws SQLException {
        lock(transaction, shard);
        return draw(transaction, shard);
    }

    /**
     * A statement of its own. Were the time drawn in it, it would be drawn before the wait for the lock, in which others
     * commit later times.
     */
    void lock(Connection transaction, int shard) throws SQLException {
        try (var statement = transaction.prepareStatement(LOCK)) {
            statement.setInt(1, shard);
            try (var rows = statement.executeQuery()) {
                requireShard(rows.next(), shard);
            }
        }
    }

    Instant draw(Connection transaction, int shard) throws SQLException {
        try (var statement = transaction.prepareStatement(DRAW)) {
            statement.setInt(1, shard);
            try (var rows = statement.executeQuery()) {
                requireShard(rows.next(), shard);
                return rows.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private static void requireShard(boolean found, int shard) {
        if (!found) {
            throw new IllegalStateException("The feed has no shard " + shard);
        }
    }
}
