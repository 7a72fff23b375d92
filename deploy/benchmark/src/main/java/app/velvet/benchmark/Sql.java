package app.velvet.benchmark;

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
}
