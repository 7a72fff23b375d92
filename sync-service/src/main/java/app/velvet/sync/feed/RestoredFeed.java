package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Finds out, before anybody is answered, whether the feed was restored from a backup. */
@ApplicationScoped
class RestoredFeed {

    private static final Logger LOG = Logger.getLogger(RestoredFeed.class);

    void forgetIfRestored(@Observes StartupEvent starting, DataSource database) throws SQLException {
        if (JdbcTransactions.inTransaction(database, RestoredFeed::forgetIfRestored)) {
            LOG.warn("The feed is in another database or timeline than before: all devices have to load everything");
        }
    }

    private static boolean forgetIfRestored(Connection transaction) throws SQLException {
        try (var statement = transaction.prepareStatement("select forget_feed_if_restored()");
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
