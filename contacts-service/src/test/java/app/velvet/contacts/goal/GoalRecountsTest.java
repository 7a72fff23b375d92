package app.velvet.contacts.goal;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies are counted anew while they work on. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class GoalRecountsTest {

    private static final String ASK = "insert into goal_recount (company_id) values (%d)";
    private static final String SHARE =
            "insert into event_share (company_id, id, event_id, user_id, shared_at) values (%d, %d, 1, %d, '%s')";
    private static final String CORRECTIONS = "select count(*) from goal_correction where company_id = %d";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @Inject
    KeptProgress kept;

    private final Random random = new Random(7);

    private Member manager;
    private long companyId;
    private Connection recount;

    @BeforeEach
    void hire() throws SQLException {
        manager = staff.managerOfNewCompany();
        companyId = manager.companyId();
        recount = database.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        recount.close();
    }

    @Test
    void whatIsWrittenWhileACompanyIsCountedAnewIsNeitherHeldUpNorCountedTwice() throws SQLException {
        createContact();
        holdOffOthers();
        execute("update goal_progress set amount = amount + 5 where company_id = " + companyId);
        execute(ASK.formatted(companyId));

        recount.setAutoCommit(false);
        await().until(this::hasCompared);
        createContact();
        recount.commit();
        createContact();
        finishWithOthers();

        assertEquals(3, contactsOfThisMonth());
        assertFalse(kept.isBeingRecounted(companyId));
    }

    @Test
    void companyMovesWhileItIsCountedAnew() throws SQLException {
        execute(SHARE.formatted(companyId, Venues.newId(), manager.userId(), "2026-05-01T02:00:00Z"));
        holdOffOthers();
        execute(ASK.formatted(companyId));
        recount.setAutoCommit(false);
        step();

        try (var consumer = database.getConnection();
                var waiting = consumer.createStatement()) {
            waiting.execute("set lock_timeout = '1s'");
            KeptProgress.move(consumer, companyId, "America/New_York");
            waiting.execute("reset lock_timeout");
        }
        recount.commit();
        finishWithOthers();

        assertEquals(
                Map.of(
                        "social_media monthly 2026-04-01 " + manager.userId() + " 0",
                        1.0,
                        "social_media weekly 2026-04-27 " + manager.userId() + " 0",
                        1.0),
                kept.of(companyId));
    }

    @Test
    void whoCountsByTheClocksOfBeforeIsWaitedFor() throws SQLException {
        holdOffOthers();
        try (var early = database.getConnection()) {
            early.setAutoCommit(false);
            execute(early, SHARE.formatted(companyId, Venues.newId(), manager.userId(), "2026-05-01T02:00:00Z"));
            kept.move(companyId, "America/New_York");

            IntStream.range(0, 10).forEach(time -> stepAlone());
            assertTrue(kept.isBeingRecounted(companyId));
            early.commit();
        }
        finishWithOthers();

        assertEquals(
                Map.of(
                        "social_media monthly 2026-04-01 " + manager.userId() + " 0",
                        1.0,
                        "social_media weekly 2026-04-27 " + manager.userId() + " 0",
                        1.0),
                kept.of(companyId));
    }

    @Test
    void barrierThatAnotherDatabaseHasDrawnHoldsUpNothing() throws SQLException {
        execute("insert into goal_recount (company_id, barrier) values (%d, '%d')"
                .formatted(companyId, Long.MAX_VALUE));

        awaitRecounted();
    }

    @Test
    void oneRecountsACompanyAtATime() throws SQLException {
        holdOffOthers();
        execute(ASK.formatted(companyId));

        try (var other = database.getConnection()) {
            assertFalse(step(other));
        }

        assertTrue(step());
    }

    @Test
    void rowThatSomebodyHoldsIsNotWaitedForLong() throws SQLException {
        createContact();
        holdOffOthers();
        execute("update goal_progress set amount = amount + 5 where company_id = " + companyId);
        execute(ASK.formatted(companyId));
        await().until(() -> {
            stepAlone();
            return number(CORRECTIONS) > 0;
        });

        try (var holder = database.getConnection()) {
            holder.setAutoCommit(false);
            execute(holder, "update goal_progress set amount = amount where company_id = " + companyId);
            var refused = assertThrows(SQLException.class, this::step);
            assertEquals(LOCK_NOT_AVAILABLE, refused.getSQLState());
            holder.rollback();
        }
        finishWithOthers();

        assertEquals(1, contactsOfThisMonth());
    }

    @Test
    void recountIsExactWhateverIsWrittenMeanwhileAndHoweverOftenItDies() throws Exception {
        var isOver = new AtomicBoolean();
        var writers = Executors.newFixedThreadPool(3);
        long left = 0;
        try {
            var leaving = new ArrayList<Future<Long>>();
            for (int i = 0; i < 3; i++) {
                leaving.add(writers.submit(() -> write(isOver)));
            }
            recount.setAutoCommit(false);
            for (var zone : List.of("Pacific/Auckland", "America/New_York", "Pacific/Auckland", "UTC")) {
                spoil();
                kept.move(companyId, zone);
                for (int i = 0; i < 20; i++) {
                    stepOrDie();
                }
            }
            spoil();
            execute(ASK.formatted(companyId));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                stepOrDie();
                return !kept.isBeingRecounted(companyId);
            });
            // What is wrong now nothing makes good any more.
            isOver.set(true);
            for (var one : leaving) {
                left += one.get();
            }
        } finally {
            isOver.set(true);
            writers.shutdown();
        }

        var ofManager = " " + manager.userId() + " 0";
        assertEquals(
                Map.of(
                        "social_media monthly 2026-05-01" + ofManager,
                        (double) left,
                        "social_media weekly 2026-04-27" + ofManager,
                        (double) left),
                kept.of(companyId));
    }

    private void spoil() throws SQLException {
        execute("update goal_progress set amount = amount + 1 where company_id = " + companyId);
    }

    /** A process that is killed leaves what a transaction leaves that is rolled back; as one does that waits for too long. */
    private void stepOrDie() throws SQLException {
        try {
            step();
            if (random.nextInt(3) > 0) {
                recount.commit();
            }
        } catch (SQLException e) {
            assertEquals(LOCK_NOT_AVAILABLE, e.getSQLState());
        }
        recount.rollback();
    }

    /** Tells of shares, and that every fourth is gone again; returns how many it has left. */
    private long write(AtomicBoolean isOver) throws SQLException {
        long left = 0;
        try (var connection = database.getConnection()) {
            for (int i = 0; !isOver.get(); i++) {
                var id = Venues.newId();
                execute(connection, SHARE.formatted(companyId, id, manager.userId(), "2026-05-01T02:00:00Z"));
                left++;
                if (i % 4 == 0) {
                    execute(
                            connection,
                            "delete from event_share where company_id = %d and id = %d".formatted(companyId, id));
                    left--;
                }
            }
        }
        return left;
    }

    private void createContact() {
        var contact = new JsonObject().put("name", "Guest Number").put("email", Venues.newId() + "@guest.example");
        manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put("contact", contact).encode())
                .when()
                .post("/api/v1/contacts")
                .then()
                .statusCode(200);
    }

    private double contactsOfThisMonth() {
        return manager.asks()
                .when()
                .get("/api/v1/goals/get?goal_type=new_contacts&method=monthly")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getDouble("current_amount");
    }

    /** No replica goes on with this company but by {@link #step}. */
    private void holdOffOthers() throws SQLException {
        execute(recount, "select pg_advisory_lock(goal_progress_lock(" + companyId + "))");
    }

    private void finishWithOthers() throws SQLException {
        recount.setAutoCommit(true);
        execute(recount, "select pg_advisory_unlock(goal_progress_lock(" + companyId + "))");
        awaitRecounted();
    }

    private void awaitRecounted() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !kept.isBeingRecounted(companyId));
    }

    private boolean step() throws SQLException {
        return step(recount);
    }

    private boolean step(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select go_on_recounting_goals(" + companyId + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void stepAlone() {
        unchecked(() -> step());
    }

    /** Leaves the transaction open in which what there is was compared with what is kept. */
    private boolean hasCompared() throws SQLException {
        step();
        boolean hasCompared = number(CORRECTIONS) > 0;
        if (!hasCompared) {
            recount.commit();
        }
        return hasCompared;
    }

    private long number(String query) throws SQLException {
        try (var statement = recount.createStatement();
                var row = statement.executeQuery(query.formatted(companyId))) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection()) {
            execute(connection, statement);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
