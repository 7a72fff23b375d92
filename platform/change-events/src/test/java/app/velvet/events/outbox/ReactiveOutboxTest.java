package app.velvet.events.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.error.RefusedException;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TopicProbe;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service with its outbox and its relay, as services have them. */
@QuarkusTest
@WithTestResource(
        value = PostgresAndKafka.class,
        initArgs = @ResourceArg(name = PostgresAndKafka.DATABASE, value = "reactive_outbox"))
class ReactiveOutboxTest {

    private static final AtomicInteger COMPANIES = new AtomicInteger(100);

    @Inject
    ThingService things;

    @Inject
    CompanyShares shares;

    @Inject
    AgroalDataSource database;

    @Inject
    Vertx vertx;

    private long company;
    private long id;

    @BeforeEach
    void chooseCompany() {
        company = COMPANIES.incrementAndGet();
        id = company * 1000;
    }

    /** Subscribes as a request does, on a context of its own, and tells the outcome. */
    private <T> CompletableFuture<T> call(Supplier<Uni<T>> work) {
        var outcome = new CompletableFuture<T>();
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.get().subscribe().with(outcome::complete, outcome::completeExceptionally));
        return outcome;
    }

    private List<String> published(int changes) {
        try (var probe = TopicProbe.fromStart("contacts.changes")) {
            return probe.await(changes, change -> change.key().startsWith(company + "/")).stream()
                    .map(ConsumerRecord::key)
                    .toList();
        }
    }

    @Test
    void publishesWhatCommitsAndNothingThatDoesNot() {
        call(() -> things.create(company, id + 1, Map.of())).join();
        assertThrows(
                CompletionException.class,
                () -> call(() -> things.createAndFail(company, id + 2)).join());
        call(() -> things.create(company, id + 3, Map.of())).join();

        assertEquals(List.of(company + "/Thing/" + (id + 1), company + "/Thing/" + (id + 3)), published(2));
    }

    @Test
    void tooLargeAnEntityIsRefusedAndNothingOfItRemains() throws SQLException {
        var data = Map.of("text", "x".repeat(OutboxRows.MAX_DATA_BYTES));

        var failure = assertThrows(
                CompletionException.class,
                () -> call(() -> things.create(company, id + 1, data)).join());

        assertEquals(OutboxError.ENTITY_TOO_LARGE, ((RefusedException) failure.getCause()).refusal());
        assertEquals(0, count("select count(*) from thing where id = " + (id + 1)));
    }

    @Test
    void deadlockIsTriedAgain() throws SQLException {
        call(() -> things.create(company, id + 1, Map.of())).join();
        call(() -> things.create(company, id + 2, Map.of())).join();
        var bothHoldOne = new Meeting(2);
        int attemptsBefore = things.attempts();

        var oneWay = call(() -> things.raise(company, id + 1, id + 2, bothHoldOne::meet));
        var otherWay = call(() -> things.raise(company, id + 2, id + 1, bothHoldOne::meet));
        CompletableFuture.allOf(oneWay, otherWay).join();

        assertEquals(3, things.attempts() - attemptsBefore);
        assertEquals(4, count("select sum(version) from thing where company_id = " + company));
        assertEquals(4, published(4).size());
    }

    @Test
    void lockThatIsNotHadInTimeIsServiceUnavailable() throws SQLException {
        call(() -> things.create(company, id + 1, Map.of())).join();
        try (var holder = database.getConnection();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from thing where id = " + (id + 1) + " for update");

            var failure = assertThrows(
                    CompletionException.class,
                    () -> call(() -> things.raise(
                                    company,
                                    id + 1,
                                    id + 1,
                                    () -> Uni.createFrom().voidItem()))
                            .join());

            assertEquals(503, ((RefusedException) failure.getCause()).refusal().status());
            holder.rollback();
        }
    }

    @Test
    void companyHoldsNoMoreThanItsShareOfConnections() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var calls = new ArrayList<CompletableFuture<Void>>();
        for (int i = 1; i <= 12; i++) {
            long thing = id + i;
            calls.add(call(() -> shares.within(company, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                return things.create(company, thing, Map.of()).onTermination().invoke(inside::decrementAndGet);
            })));
        }
        calls.forEach(CompletableFuture::join);

        assertEquals(2, most.get());
        assertEquals(12, published(12).size());
    }

    /** Lets the given number of parties go on when the last has come, and everyone who comes later. */
    private static final class Meeting {
        private final AtomicInteger missing;
        private final CompletableFuture<Void> complete = new CompletableFuture<>();

        Meeting(int parties) {
            missing = new AtomicInteger(parties);
        }

        Uni<Void> meet() {
            if (missing.decrementAndGet() == 0) {
                complete.complete(null);
            }
            var context = Vertx.currentContext();
            return Uni.createFrom()
                    .completionStage(complete)
                    .emitOn(work -> context.runOnContext(nothing -> work.run()));
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
