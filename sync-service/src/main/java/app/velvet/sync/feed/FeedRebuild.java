package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Ends what an operator began with {@code call rebuild_feed()}, once the feed is whole again. */
final class FeedRebuild {

    private static final Logger LOG = Logger.getLogger(FeedRebuild.class);

    private FeedRebuild() {}

    static void end(DataSource database) throws SQLException {
        int ended = JdbcTransactions.inTransaction(database, FeedRebuild::end);
        if (ended > 0) {
            LOG.infof("%d shards of the feed are rebuilt: their devices have to load everything", ended);
        }
    }

    private static int end(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement("select end_rebuilds()");
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
