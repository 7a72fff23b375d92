package app.velvet.auth;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * A row that somebody holds, so that all who need it come as far as they can get at once. Few of them: who has waited for two
 * seconds is refused.
 */
public final class LockedRow {

    private static final int CALLERS = 4;

    private LockedRow() {}

    /** Has four callers wait for the row and returns what they answer when it is free. */
    public static <T> List<T> awaitedByFour(DataSource database, String table, long id, Callable<T> call)
            throws SQLException, InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(CALLERS);
        var answers = new ArrayList<Future<T>>();
        try (var holder = database.getConnection()) {
            holder.setAutoCommit(false);
            number(holder, "select id from " + table + " where id = " + id + " for update");
            for (int caller = 0; caller < CALLERS; caller++) {
                answers.add(threads.submit(call));
            }
            await().until(() -> waiting(database), greaterThanOrEqualTo(CALLERS));
            holder.rollback();
            holder.setAutoCommit(true);
        } finally {
            threads.shutdown();
        }
        var given = new ArrayList<T>();
        for (var answer : answers) {
            given.add(answer.get());
        }
        return given;
    }

    private static int waiting(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return number(connection, "select count(*) from pg_locks where not granted");
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
