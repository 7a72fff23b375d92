package app.velvet.sync.feed;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Finds out whether the feed was restored from a backup: before anybody is answered, and soon after it if that happens under
 * running replicas. What these answer in between lies before the moment at which everything counts as forgotten.
 */
@ApplicationScoped
class RestoredFeed {

    private static final Logger LOG = Logger.getLogger(RestoredFeed.class);

    private final DataSource database;
    private final Trouble trouble = new Trouble(
            LOG, "It is not known whether the feed was restored from a backup", "It is known again whether it was");

    RestoredFeed(DataSource database) {
        this.database = database;
    }

    void forgetBeforeAnybodyIsAnswered(@Observes StartupEvent starting) throws SQLException {
        forgetIfRestored();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            forgetIfRestored();
            trouble.over();
        } catch (SQLException e) {
            trouble.met(e);
        }
    }

    private void forgetIfRestored() throws SQLException {
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
