package app.velvet.push.cause;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What was published before a consumer had caught up for the first time in its life: it fills the copies, but nobody is told
 * of it any more.
 */
final class History {

    private final String consumer;
    private volatile boolean over;

    History(String consumer) {
        this.consumer = consumer;
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
