package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.events.MigrationLock;
import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replicas that start at once migrate their database together: each step is taken once, and none of them fails. They do so as the
 * databases' owners, who are no superusers.
 */
class MigrationsTest {

    private static final int REPLICAS = 2;
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final EmbeddedPostgres POSTGRES = TestPostgres.shared();

    @BeforeAll
    static void beQuiet() {
        FLYWAY.setLevel(Level.SEVERE);
    }

    static List<ServiceCode> services() {
        return ServiceCode.all();
    }

    @ParameterizedTest
    @MethodSource("services")
    void replicasThatStartAtOnceTakeEachStepOnce(ServiceCode service) throws Exception {
        String database = "migrations_" + service.name().replace('-', '_');
        createWithOwner(database);
        FluentConfiguration configuration = configuration(database)
                .locations(service.migrations()
                        .map(folder -> "filesystem:" + folder)
                        .toArray(String[]::new))
                .outOfOrder(Boolean.parseBoolean(
                        service.property("quarkus.flyway.out-of-order").orElseThrow()));

        List<Integer> steps = migrateAtOnce(configuration);

        assertThat(service.property("quarkus.flyway.migrate-at-start")).contains("true");
        assertThat(steps.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(configuration.load().info().applied().length)
                .isPositive();
        assertThat(configuration.load().info().pending()).isEmpty();
        assertThat(isOwnerTold(database)).isTrue();
    }

    /** By these a service notices that its database was restored. */
    private static boolean isOwnerTold(String database) throws SQLException {
        try (Connection owner = DriverManager.getConnection(POSTGRES.jdbcUrl(database), database, "not-asked-for");
                Statement statement = owner.createStatement();
                ResultSet told = statement.executeQuery(
                        "select (pg_control_system()).system_identifier, pg_walfile_name(pg_current_wal_lsn())")) {
            return told.next();
        }
    }

    private static void createWithOwner(String database) throws SQLException {
        try (Connection superuser = POSTGRES.database(database).getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("create role " + database + " login");
            statement.execute("alter database " + database + " owner to " + database);
        }
    }

    private static FluentConfiguration configuration(String database) {
        FluentConfiguration configuration =
                Flyway.configure().dataSource(POSTGRES.jdbcUrl(database), database, "not-asked-for");
        new MigrationLock().customize(configuration);
        return configuration;
    }

    private static List<Integer> migrateAtOnce(FluentConfiguration configuration) throws Exception {
        var replicas = Executors.newFixedThreadPool(REPLICAS);
        try {
            Callable<Integer> start = () -> configuration.load().migrate().migrationsExecuted;
            List<Integer> steps = new ArrayList<>();
            for (Future<Integer> replica : replicas.invokeAll(Collections.nCopies(REPLICAS, start))) {
                steps.add(replica.get());
            }
            return steps;
        } finally {
            replicas.shutdown();
        }
    }
}
