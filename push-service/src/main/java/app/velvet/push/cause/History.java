package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * What is no news any more. It fills the copies, but nobody is told of it: what was published before a consumer had caught
 * up for the first time in its life, and what happened so long ago that nobody would be told any more if it had been told
 * at once, as when a consumer that was away for long reads its topic anew.
 */
final class History {

    private final String consumer;
    private final Clock clock;
    private final Duration expiry;
    private volatile boolean over;

    /** @param expiry how long it is tried to tell somebody */
    History(String consumer, Clock clock, Duration expiry) {
        this.consumer = consumer;
        this.clock = clock;
        this.expiry = expiry;
    }

    /** Whether this change is none of it. */
    boolean isNews(Connection transaction, ChangeRecord change) throws SQLException {
        return change.time().plus(expiry).isAfter(clock.instant()) && isOver(transaction);
    }

    boolean isOver(Connection transaction) throws SQLException {
        if (!over) {
            try (var statement = transaction.prepareStatement("select 1 from consumer_caught_up where consumer = ?")) {
                statement.setString(1, consumer);
                try (var rows = statement.executeQuery()) {
                    over = rows.next();
                }
            }
        }
        return over;
    }
}
