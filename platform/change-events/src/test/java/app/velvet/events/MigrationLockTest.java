package app.velvet.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(
        value = PostgresAndKafka.class,
        initArgs = @ResourceArg(name = PostgresAndKafka.DATABASE, value = "migration_lock_service"))
class MigrationLockTest {

    private static final int REPLICAS = 3;

    @Inject
    Flyway application;

    @TempDir
    Path folder;

    @Test
    void aStepMayTakeLongerThanATransactionMayStandStill() throws Exception {
        Files.writeString(folder.resolve("V1__first.sql"), "create table first (id int)");
        Files.writeString(folder.resolve("V2__long.sql"), "select pg_sleep(3)");
        Files.writeString(folder.resolve("V3__last.sql"), "create table last (id int)");

        List<Integer> steps = migrateAtOnce();

        // Each by one of them, whichever got the lock for it.
        assertEquals(3, steps.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void theApplicationMigratesUnderThatLock() {
        var configuration = application.getConfiguration();

        assertEquals(-1, configuration.getLockRetryCount());
        assertFalse(configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .isTransactionalLock());
    }

    private List<Integer> migrateAtOnce() throws Exception {
        var postgres = TestPostgres.shared();
        postgres.database("migration_lock");
        var migrations = Flyway.configure()
                .dataSource(
                        postgres.jdbcUrl("migration_lock") + "?options=-c%20idle_in_transaction_session_timeout=1s",
                        EmbeddedPostgres.username(),
                        "not-asked-for")
                .locations("filesystem:" + folder);
        new MigrationLock().customize(migrations);
        Callable<Integer> start = () -> migrations.load().migrate().migrationsExecuted;
        var replicas = Executors.newFixedThreadPool(REPLICAS);
        try {
            var steps = new ArrayList<Integer>();
            for (Future<Integer> replica : replicas.invokeAll(Collections.nCopies(REPLICAS, start))) {
                steps.add(replica.get());
            }
            return steps;
        } finally {
            replicas.shutdown();
        }
    }
}
