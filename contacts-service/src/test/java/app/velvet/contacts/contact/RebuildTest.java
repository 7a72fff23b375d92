package app.velvet.contacts.contact;

import static app.velvet.contacts.Venues.closedOut;
import static app.velvet.contacts.Venues.newId;
import static app.velvet.contacts.Venues.reservation;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
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
        execute("update contact_statistics set total_spent = 1, no_shows = 5 where company_id = "
                + manager.companyId());
        execute("update goal_progress set amount = 1 where company_id = " + manager.companyId());

        try (var published = Published.on("contacts.changes", manager.companyId())) {
            execute("call rebuild_projections(" + manager.companyId() + ")");

            await().until(() -> contacts.get(nina).getDouble("total_spent"), equalTo(70.0));
            contacts.getting(nina).body("no_shows", equalTo(0));
            manager.asks()
                    .when()
                    .get("/api/v1/goals/sales?year=2026&month=5")
                    .then()
                    .body("current_amount", equalTo(70.0f));
            long last = contacts.create("Etta James");
            assertEquals(
                    List.of("update Contact/" + nina, "create Contact/" + last),
                    published.summaries(2).subList(0, 2));
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
