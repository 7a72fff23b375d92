package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The database of one service of a stack, looked into where what the API tells is not enough. */
final class StackDatabase {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What is still to be done by another service, and why it has not been done. */
    private static final String PENDING =
            "select key || ' tried ' || tries || ' times: ' || coalesce(reason, 'not answered') from pending_command";

    private static final String WAITING =
            "select pid::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private final String url;

    StackDatabase(LocalStack stack, String name) {
        this.url =
                "jdbc:postgresql://127.0.0.1:" + stack.addressOf("postgresql").getPort() + "/" + name;
    }

    /** What somebody has locked until it is closed. */
    interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /** Holds what a statement locks. */
    Held hold(String statement) {
        try {
            var connection = connect();
            connection.setAutoCommit(false);
            execute(connection, statement);
            return () -> close(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void execute(String statements) {
        try (var connection = connect()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until somebody waits for what is held. */
    void awaitSomebodyWaiting() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !texts(WAITING).isEmpty());
    }

    /** Waits until no command waits any more. */
    void awaitDelivered(Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(pending()).isEmpty());
    }

    List<String> pending() {
        return texts(PENDING);
    }

    /** The one column of what a query finds. */
    List<String> texts(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "not-asked-for");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
