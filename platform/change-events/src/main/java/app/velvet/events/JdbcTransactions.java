package app.velvet.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Transactions over JDBC. */
public final class JdbcTransactions {

    /** Longer than any statement of ours takes, lock waits included. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What is done in a transaction, on a connection that it neither commits nor closes. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T on(Connection transaction) throws SQLException, X;
    }

    private JdbcTransactions() {}

    /**
     * Commits what the work did and returns what it returned; if it fails, with whatever, nothing was done.
     *
     * @throws SQLException also if the database has not answered for a minute, as one does whose host vanished; like any
     *     failure of a commit, this leaves open whether it committed
     */
    public static <T, X extends Exception> T inTransaction(DataSource database, Work<T, X> work)
            throws SQLException, X {
        return inTransaction(database, PATIENCE, work);
    }

    /**
     * The same with less patience, or more.
     *
     * @param patience how long one statement may take, at least a millisecond
     */
    public static <T, X extends Exception> T inTransaction(DataSource database, Duration patience, Work<T, X> work)
            throws SQLException, X {
        try (var connection = database.getConnection()) {
            int patienceOfPool = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                    connection.setNetworkTimeout(Runnable::run, patienceOfPool);
                }
            }
        }
    }

    /** Before the connection goes back: to commit by itself again would commit what is left open. */
    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
