package app.velvet.events;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;

/** A service's database as a test sees it, through a pool of connections as a service has it. */
public record ServiceDatabase(String name, AgroalDataSource source) implements AutoCloseable {

    private static final String TEMPLATE = "platform_template";

    private static boolean hasTemplate;

    /** Makes a database of that name with the platform's tables. */
    public static ServiceDatabase create(String name) {
        requireTemplate();
        maintain("create database " + name + " template " + TEMPLATE);
        return of(name);
    }

    /** A copy of it is quicker than all the migrations. */
    private static synchronized void requireTemplate() {
        if (!hasTemplate) {
            Flyway.configure()
                    .dataSource(TestPostgres.shared().database(TEMPLATE))
                    .locations("classpath:db/platform")
                    .load()
                    .migrate();
            hasTemplate = true;
        }
    }

    private static void maintain(String sql) {
        var maintenance = of("postgres");
        maintenance.execute(sql);
        maintenance.source.close();
    }

    private static ServiceDatabase of(String name) {
        return new ServiceDatabase(name, pool(TestPostgres.shared().jdbcUrl(name)));
    }

    public String url() {
        return TestPostgres.shared().jdbcUrl(name);
    }

    /** Gives lost connections up, and is cut off by the database, as the pool of a service is. */
    public static AgroalDataSource pool(String url) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(30)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .jdbcProperty("options", optionsOfServices())
                                .principal(new NamePrincipal(EmbeddedPostgres.username()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String optionsOfServices() {
        return ConfigProvider.getConfig()
                .getValue("quarkus.datasource.jdbc.additional-jdbc-properties.options", String.class);
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

    /** Removes it: the server vacuums every one that is left, again and again. */
    @Override
    public void close() {
        source.close();
        maintain("drop database " + name + " with (force)");
    }
}
