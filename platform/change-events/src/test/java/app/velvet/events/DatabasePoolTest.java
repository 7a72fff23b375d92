package app.velvet.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PostgresAndKafka.class,
        initArgs = @ResourceArg(name = PostgresAndKafka.DATABASE, value = "database_pool"))
class DatabasePoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool database;

    @Test
    void longStatementsStayPrepared() {
        var statement = "select 1" + ", 1".repeat(1_000);

        var prepared = database.withConnection(connection -> connection
                        .preparedQuery(statement)
                        .execute()
                        .chain(() -> connection
                                .preparedQuery("select count(*) from pg_prepared_statements where statement = $1")
                                .execute(Tuple.of(statement))))
                .await()
                .atMost(PATIENCE);

        assertEquals(1L, prepared.iterator().next().getLong(0));
    }
}
