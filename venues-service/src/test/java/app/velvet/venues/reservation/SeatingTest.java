package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the guests of a reservation sit. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class SeatingTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Night night;
    private long nina;
    private long miles;

    @BeforeEach
    void openEvent() {
        night = new Night(staff);
        nina = night.guests.come("Nina Simone");
        miles = night.guests.come("Miles Davis");
    }

    @AfterEach
    void closeEvent() {
        night.close();
    }

    @Test
    void tableIsAssignedToOneReservationThatIsNotLost() {
        long table = night.tables.get(0);
        long id = night.book(night.confirmed().put("assigned_table_ids", ids(table)), nina);
        long other = night.book(night.confirmed(), miles);

        night.changing(other, with("assigned_table_ids", ids(night.tables.get(1), table)))
                .statusCode(409)
                .body("message", equalTo("Table Table 1 is already reserved"));
        night.changing(id, with("status", "canceled")).statusCode(200).body("assigned_table_ids", contains((int)
                table));
        night.changing(other, with("assigned_table_ids", ids(table))).statusCode(200);
        night.changing(id, with("status", "confirmed")).statusCode(409);
        night.changing(other, with("assigned_table_ids", ids())).statusCode(200);
        night.changing(id, with("status", "confirmed")).statusCode(200);
    }

    @Test
    void heldTableIsForTheHolderOrForWhoManages() {
        long table = night.tables.get(0);
        var holder = night.promoter("Pia Promoter");
        var rival = night.promoter("Rob Rival");
        var reservation = night.confirmed().put("assigned_table_ids", ids(table));
        night.holding(holder, table).statusCode(200);

        night.booking(rival, reservation, nina).statusCode(409);
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            night.booking(holder, reservation, nina).statusCode(200);

            assertEquals(
                    "destroy",
                    Published.value(published.await(1, "TableHold").get(0)).getString("action"));
        }
        night.holding(rival, table).statusCode(409);
        night.holding(holder, table).statusCode(409);

        night.holding(holder, night.tables.get(1)).statusCode(200);
        night.booking(night.confirmed().put("assigned_table_ids", ids(night.tables.get(1))), miles)
                .statusCode(200);
        assertEquals(0, database.count("table_hold where event_id = " + night.event));
        assertEquals(2, database.count("taken_table where event_id = " + night.event));
    }

    @Test
    void capacityAndMinimumHoldUnlessOverridden() {
        var host = night.hire("Hugo Host", "create", "read");
        var boss = night.hire("Bea Boss", "create", "read", "override_minimum", "override_party_size");
        var crowded = night.confirmed()
                .put("assigned_table_ids", ids(night.tables.get(0)))
                .put("count_males", 6);
        var cheap = night.confirmed().put("minimum", 499.99);

        night.booking(host, crowded, nina).statusCode(400).body("errors", hasKey("assigned_table_ids"));
        night.booking(host, cheap, miles).statusCode(400).body("errors", hasKey("minimum"));
        night.booking(boss, crowded, nina).statusCode(200);
        long id = night.booking(boss, cheap, miles)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");

        var manager = night.hire("Max Manager", "read", "manage");
        night.changing(manager, id, with("status", "late")).statusCode(200).body("minimum", equalTo(499.99f));
    }

    @Test
    void removedReservationLeavesItsTable() {
        var reservation = night.confirmed().put("assigned_table_ids", ids(night.tables.get(0)));
        long id = night.book(reservation, nina);

        night.api.deleting(PATH + "/" + id).statusCode(200);

        night.api
                .getting(PATH + "/" + id)
                .statusCode(404)
                .body("message", equalTo("Reservation " + id + " was not found"));
        night.booking(reservation, miles).statusCode(200);
    }

    @Test
    void reservationMovesToAnotherEventWithoutItsTables() {
        long id = night.book(night.confirmed().put("assigned_table_ids", ids(night.tables.get(0))), nina);
        long blues = night.anotherEvent("Blues", Night.NEXT_WEEK.plusDays(1));

        night.changing(id, with("event_id", blues)).statusCode(400).body("errors", hasKey("reservation_section_id"));
        night.changing(
                        id,
                        with("event_id", blues)
                                .put(
                                        "reservation_section_id",
                                        night.api.sectionsOf(blues).get(0)))
                .statusCode(200)
                .body("event_info.name", equalTo("Blues"))
                .body("assigned_table_ids", empty());

        assertEquals(0, database.count("taken_table where event_id = " + night.event));
        night.booking(night.confirmed(), nina).statusCode(200);
    }
}
