package app.velvet.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.Ports;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.jdbc.JdbcUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is started before its database, or beside a slow one, waits for it, as long as its own settings say. The name
 * of its own database is that of {@link MigrationLockTest}, so that both share one application.
 */
@QuarkusTest
@WithTestResource(
        value = PostgresAndKafka.class,
        initArgs = @ResourceArg(name = PostgresAndKafka.DATABASE, value = "migration_lock_service"))
class LateDatabaseTest {

    @Inject
    Flyway application;

    @Inject
    AgroalDataSource applicationPool;

    @TempDir
    Path folder;

    @Test
    void migrationsBeginWhenItIsThere() throws Exception {
        Files.writeString(folder.resolve("V1__first.sql"), "create table first (id int)");
        var postgres = TestPostgres.shared();
        postgres.database("late_database");
        int port = Ports.freeForLater();
        var configured = application.getConfiguration();
        var migrations = Flyway.configure()
                .connectRetries(configured.getConnectRetries())
                .connectRetriesInterval(configured.getConnectRetriesInterval())
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + port + "/late_database",
                        EmbeddedPostgres.username(),
                        "not-asked-for")
                .locations("filesystem:" + folder)
                .load();

        try (var log = new CapturedLog(JdbcUtils.class)) {
            var migrating = CompletableFuture.supplyAsync(() -> migrations.migrate().migrationsExecuted);
            await().until(() -> migrating.isDone()
                    || log.messages(Level.WARNING).stream().anyMatch(line -> line.contains("Connection error")));

            try (var database = new VanishingHost(postgres.port(), port)) {
                assertEquals(1, migrating.get(30, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void connectionsAreWaitedForThatTakeLong() throws Exception {
        var slow = TestPostgres.shared().jdbcUrl("postgres") + "?options=-c%20post_auth_delay=6";
        var pool = new AgroalConnectionPoolConfigurationSupplier()
                .maxSize(1)
                .acquisitionTimeout(applicationPool
                        .getConfiguration()
                        .connectionPoolConfiguration()
                        .acquisitionTimeout())
                .connectionFactoryConfiguration(
                        factory -> factory.jdbcUrl(slow).principal(new NamePrincipal(EmbeddedPostgres.username())));
        var settings = new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool);

        try (var database = AgroalDataSource.from(settings);
                var connection = database.getConnection()) {
            assertTrue(connection.isValid(0));
        }
    }
}
