package app.velvet.events;

import app.velvet.testing.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A service's database as a test sees it. */
public record ServiceDatabase(String name, DataSource source) {

    /** With the platform's tables; the same each time for a name. */
    public static ServiceDatabase migrated(String name) {
        var source = TestPostgres.shared().database(name);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/platform")
                .load()
                .migrate();
        return new ServiceDatabase(name, source);
    }

    /** As this one is now, and quicker than by migrations. Nobody may be connected to this one meanwhile. */
    public ServiceDatabase copy(String copyName) {
        var maintenance = TestPostgres.shared().database("maintenance");
        new ServiceDatabase("maintenance", maintenance).execute("create database " + copyName + " template " + name);
        return new ServiceDatabase(copyName, TestPostgres.shared().database(copyName));
    }

    public void execute(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long queryNumber(String sql) {
        return queryNumbers(sql).get(0);
    }

    /** The first column. */
    public List<Long> queryNumbers(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
