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

    private static final String STEPS_OF_A_LATER_RELEASE = """
            insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                                               execution_time, success)
            values (9998, '0.998', 'of the platform', 'SQL', 'V0_998__of_the_platform.sql', 1, current_user, 1, true),
                   (9999, '998', 'of the service', 'SQL', 'V998__of_the_service.sql', 1, current_user, 1, true)
            """;

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
        FluentConfiguration configuration = configuration(service, database);

        List<Integer> steps = migrateAtOnce(configuration);

        assertThat(service.property("quarkus.flyway.migrate-at-start")).contains("true");
        assertThat(steps.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(configuration.load().info().applied().length)
                .isPositive();
        assertThat(configuration.load().info().pending()).isEmpty();
        assertThat(isOwnerTold(database)).isTrue();
    }

    /** Among the steps of a later one are some of the platform's, which come before a service's own. */
    @ParameterizedTest
    @MethodSource("services")
    void releaseBeforeStartsOnTheTablesOfALaterOne(ServiceCode service) throws Exception {
        String database = "before_" + service.name().replace('-', '_');
        createWithOwner(database);
        FluentConfiguration configuration = configuration(service, database);
        configuration.load().migrate();
        try (Connection owner = DriverManager.getConnection(POSTGRES.jdbcUrl(database), database, "not-asked-for");
                Statement statement = owner.createStatement()) {
            statement.execute(STEPS_OF_A_LATER_RELEASE);
        }

        assertThat(configuration.load().migrate().success).isTrue();
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

    /** What the service has Quarkus tell Flyway. */
    private static FluentConfiguration configuration(ServiceCode service, String database) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(POSTGRES.jdbcUrl(database), database, "not-asked-for")
                .locations(service.migrations()
                        .map(folder -> "filesystem:" + folder)
                        .toArray(String[]::new))
                .outOfOrder(Boolean.parseBoolean(
                        service.property("quarkus.flyway.out-of-order").orElseThrow()))
                .ignoreMigrationPatterns(service.property("quarkus.flyway.ignore-migration-patterns")
                        .map(patterns -> patterns.split(","))
                        .orElse(new String[0]));
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
