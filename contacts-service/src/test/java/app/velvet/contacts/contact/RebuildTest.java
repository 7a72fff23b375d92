package app.velvet.contacts.contact;

import static app.velvet.contacts.Venues.closedOut;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class RebuildTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @Test
    void whatWasCountedWronglyIsCountedAnewAndToldOfAndTheRestIsNot() throws SQLException {
        var manager = staff.managerOfNewCompany();
        var contacts = Contacts.of(manager);
        long nina = contacts.create("Nina Simone");
        contacts.create("Otis Redding");
        try (var venues = new Venues(manager.companyId())) {
            venues.tellOfReservation(
                    newId(),
                    closedOut(reservation(nina, 1, "2026-05-02", "win", "paid"), 70, 0)
                            .put("originator_id", manager.userId()),
                    7);
            await().until(() -> contacts.get(nina).getDouble("total_spent"), equalTo(70.0));
        }
        execute(
                "update contact_statistics set total_spent = 1, no_shows = 5, booked_venue_ids = '{8}' where company_id = "
                        + manager.companyId());
        execute("update goal_progress set amount = 1 where company_id = " + manager.companyId());

        try (var published = Published.on("contacts.changes", manager.companyId())) {
            assertEquals(
                    "The statistics of the contacts of company %d are exact".formatted(manager.companyId()),
                    lastNoticeOf("call rebuild_projections(" + manager.companyId() + ")"));

            contacts.getting(nina).body("total_spent", equalTo(70.0f)).body("no_shows", equalTo(0));
            var audience = Published.audience(published.await(1, "Contact").get(0));
            assertTrue(audience.contains("venue:7"));
            assertFalse(audience.contains("venue:8"));
            manager.asks()
                    .when()
                    .get("/api/v1/goals/sales?year=2026&month=5")
                    .then()
                    .body("current_amount", equalTo(70.0f));
            long last = contacts.create("Etta James");
            assertEquals(
                    List.of("update Contact/" + nina, "create Contact/" + last),
                    published.summaries(4).stream()
                            .filter(change -> !change.contains("ContactOwner"))
                            .toList());
        }
    }

    @Test
    void rebuildThatHasToWaitHoldsUpNobody() throws SQLException {
        var manager = staff.managerOfNewCompany();
        var contacts = Contacts.of(manager);
        long otis = contacts.create("Otis Redding");
        long nina = contacts.create("Nina Simone");
        execute("insert into statistics_rebuild (company_id, last_done_id) values (" + manager.companyId() + ", 0)");

        try (var venues = new Venues(manager.companyId());
                var busy = database.getConnection();
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("select 1 from contact where id = " + nina + " for update");
            await().until(() -> count(
                            "select count(*) from pg_locks waiting join pg_locks held"
                                    + " on held.pid = any(pg_blocking_pids(waiting.pid))"
                                    + " where not waiting.granted and held.pid = pg_backend_pid()",
                            statement)
                    > 0);

            contacts.updating(otis, Contacts.named("Otis Ray Redding")).statusCode(200);
            venues.tellOfReservation(newId(), closedOut(reservation(otis, 1, "2026-05-02", "win", "paid"), 70, 0), 7);
            await().until(() -> contacts.get(otis).getDouble("total_spent"), equalTo(70.0));
            busy.rollback();
        }

        await().until(
                        () -> count(
                                "select count(*) from statistics_rebuild where company_id = " + manager.companyId()),
                        equalTo(0L));
        contacts.getting(otis).body("name", equalTo("Otis Ray Redding")).body("total_spent", equalTo(70.0f));
    }

    @Test
    void whatIsLostWithARestoreIsGoneAtOnceAndCountedSoon() throws SQLException {
        var manager = staff.managerOfNewCompany();
        var contacts = Contacts.of(manager);
        long nina = contacts.create("Nina Simone");
        var copies = "select count(*) from reservation where company_id = " + manager.companyId();
        try (var venues = new Venues(manager.companyId());
                var busy = database.getConnection()) {
            venues.tellOfReservation(newId(), closedOut(reservation(nina, 1, "2026-05-02", "win", "paid"), 70, 0), 7);
            await().until(() -> contacts.get(nina).getDouble("total_spent"), equalTo(70.0));
            busy.setAutoCommit(false);
            busy.createStatement().execute("set local idle_in_transaction_session_timeout = 0");
            busy.createStatement().execute("select 1 from contact where id = " + nina + " for update");

            venues.restore();
            venues.endSnapshot();

            await().until(() -> count(copies), equalTo(0L));
            busy.rollback();
        }
        await().until(() -> contacts.get(nina).getDouble("total_spent"), equalTo(0.0));
    }

    private String lastNoticeOf(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
            var notice = execution.getWarnings();
            while (notice.getNextWarning() != null) {
                notice = notice.getNextWarning();
            }
            return notice.getMessage();
        }
    }

    private long count(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return count(query, statement);
        }
    }

    private static long count(String query, Statement statement) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
