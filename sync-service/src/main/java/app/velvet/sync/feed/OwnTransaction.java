package app.velvet.sync.feed;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Work on the database that is a transaction by itself. */
@FunctionalInterface
interface OwnTransaction<T> {

    T work(Connection transaction) throws SQLException;

    /** Commits what {@code transaction} did, or nothing of it if it fails. */
    static <T> T run(DataSource database, OwnTransaction<T> transaction) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = transaction.work(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                // A pool may commit what is left open.
                connection.rollback();
                throw e;
            }
        }
    }
}
