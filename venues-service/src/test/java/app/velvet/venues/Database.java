package app.velvet.venues;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** What tests look up, or do, behind the API's back. */
@ApplicationScoped
public class Database {

    private final AgroalDataSource database;

    Database(AgroalDataSource database) {
        this.database = database;
    }

    public int execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of the first row, as text; null if there is none. */
    public String query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String of) {
        return Long.parseLong(query("select count(*) from " + of));
    }

    /**
     * Does what has to wait for a change of one row that another replica has made and not committed yet; that is committed once
     * it waits.
     */
    public void whileChanging(String sql, Runnable waiting) {
        try (var replica = database.getConnection();
                var statement = replica.createStatement()) {
            replica.setAutoCommit(false);
            assertEquals(1, statement.executeUpdate(sql), sql);
            var pid = replica.unwrap(PGConnection.class).getBackendPID();
            var request = CompletableFuture.runAsync(waiting);
            await().until(() -> count("pg_stat_activity where " + pid + " = any(pg_blocking_pids(pid))") > 0);
            replica.commit();
            request.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
