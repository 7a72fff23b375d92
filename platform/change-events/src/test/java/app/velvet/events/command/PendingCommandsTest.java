package app.velvet.events.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PostgresAndKafka.class,
        initArgs = @ResourceArg(name = PostgresAndKafka.DATABASE, value = "reactive_outbox"))
class PendingCommandsTest {

    @Inject
    WantingService service;

    @Inject
    AgroalDataSource database;

    @Inject
    Vertx vertx;

    @BeforeEach
    void forget() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate pending_command");
        }
    }

    private static Command note(long company, String key, String text) {
        return new Command(company, "contacts-service", "/internal/notes", key, Map.of("text", text));
    }

    /** Subscribes as a request does, on a context of its own. */
    private void call(Supplier<Uni<Void>> work) {
        var outcome = new CompletableFuture<Void>();
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.get().subscribe().with(outcome::complete, outcome::completeExceptionally));
        outcome.join();
    }

    private List<String> stored() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select concat_ws(' ', company_id, service, path, key, body) from pending_command order by 1")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void commandIsStoredWithTheTransactionThatWantsIt() throws SQLException {
        call(() -> service.want(List.of(note(1, "note/1", "a"), note(2, "note/1", "b"))));

        assertEquals(
                List.of(
                        "1 contacts-service /internal/notes note/1 {\"text\":\"a\"}",
                        "2 contacts-service /internal/notes note/1 {\"text\":\"b\"}"),
                stored());
    }

    @Test
    void commandOfATransactionThatRollsBackIsNotStored() throws SQLException {
        assertThrows(CompletionException.class, () -> call(() -> service.wantAndFail(List.of(note(1, "note/1", "a")))));

        assertEquals(List.of(), stored());
    }

    @Test
    void commandThatWaitsAlreadyIsStoredOnce() throws SQLException {
        call(() -> service.want(List.of(note(1, "note/1", "a"))));
        call(() -> service.want(List.of(note(1, "note/1", "a"), note(1, "note/2", "c"))));

        assertEquals(
                List.of(
                        "1 contacts-service /internal/notes note/1 {\"text\":\"a\"}",
                        "1 contacts-service /internal/notes note/2 {\"text\":\"c\"}"),
                stored());
    }

    @Test
    void commandGoesUnderInternalOnly() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Command(1, "contacts-service", "/api/v1/contacts", "key", Map.of()));
    }
}
