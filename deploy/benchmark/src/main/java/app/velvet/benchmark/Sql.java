package app.velvet.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Single statements, each on a connection of its own. */
final class Sql {

    private Sql() {}

    static void execute(DataSource database, String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Failure("PostgreSQL did not do what it was asked to: " + e.getMessage(), e);
        }
    }

    static String text(DataSource database, String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new Failure("PostgreSQL did not answer: " + e.getMessage(), e);
        }
    }

    static double number(DataSource database, String query) {
        return Double.parseDouble(text(database, query));
    }

    /** One that is asked often, on a connection that is kept for it. */
    static final class Question implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement statement;

        Question(DataSource database, String query) {
            try {
                connection = database.getConnection();
                statement = connection.prepareStatement(query);
            } catch (SQLException e) {
                throw new Failure("PostgreSQL did not answer: " + e.getMessage(), e);
            }
        }

        double number() {
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            } catch (SQLException e) {
                throw new Failure("PostgreSQL did not answer: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new Failure("A connection was lost: " + e.getMessage(), e);
            }
        }
    }
}
