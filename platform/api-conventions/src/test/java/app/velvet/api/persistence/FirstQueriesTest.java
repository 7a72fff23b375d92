package app.velvet.api.persistence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import app.velvet.testing.Postgres;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Postgres.class)
class FirstQueriesTest {

    private static final String WAITING_FOR_SAMPLES = """
            select 1 from pg_locks where relation = 'sample'::regclass and not granted
            """;

    @Inject
    FirstQueries queries;

    @Inject
    DataSource database;

    @Test
    void theTableOfEachEntityIsAsked() throws SQLException {
        CompletableFuture<Void> asking;
        try (var other = database.getConnection();
                var locking = other.createStatement()) {
            other.setAutoCommit(false);
            locking.execute("lock table sample in access exclusive mode");
            asking = CompletableFuture.runAsync(() -> queries.ask(new StartupEvent()));
            await().until(() -> locking.executeQuery(WAITING_FOR_SAMPLES).next());
            other.rollback();
        }
        asking.join();
    }

    @Test
    void aServiceStartsWithoutAnswers() throws SQLException {
        execute("alter table sample rename to away");
        try {
            assertDoesNotThrow(() -> queries.ask(new StartupEvent()));
        } finally {
            execute("alter table away rename to sample");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
