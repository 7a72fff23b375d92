package app.velvet.venues.reservation;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reservations and their event mean to each other. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReservationsOfEventTest {

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
    void eventTellsOfReservationsWhenTheyMoveWhatItCounts() {
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            long id = night.book(night.confirmed().put("assigned_table_ids", ids(night.tables.get(0))), nina);
            night.book(night.confirmed().put("minimum", 750.5), miles);
            await().until(() -> told(published).getInteger("total_reservations_count") == 2);
            assertEquals(1250.5, told(published).getDouble("total_reservation_minimums"));
            assertEquals(1, available(told(published)));
            await().until(() -> moved() == 0);

            night.changing(id, with("status", "late").put("note", "Birthday")).statusCode(200);
            assertEquals(0, moved());

            night.changing(id, with("status", "canceled")).statusCode(200);
            await().until(() -> told(published).getInteger("total_reservations_count") == 1);
            assertEquals(750.5, told(published).getDouble("total_reservation_minimums"));
            assertEquals(2, available(told(published)));
        }
    }

    @Test
    void eventWithGuestsStays() {
        long id = night.book(night.confirmed(), nina);

        night.api.deleting("/events/" + night.event).statusCode(403).body("message", containsString("reservations"));
        night.api
                .putting("/events/" + night.event, new JsonObject().put("event", with("state", "inactive")))
                .statusCode(403);
        night.changing(id, with("status", "canceled")).statusCode(200);
        night.api
                .putting("/events/" + night.event, new JsonObject().put("event", with("state", "inactive")))
                .statusCode(200);
        night.booking(night.confirmed(), miles).statusCode(400);
        try (var published = Published.on("venues.changes", night.manager.companyId())) {
            night.api.deleting("/events/" + night.event).statusCode(200);
            assertEquals(
                    "destroy Reservation/" + id,
                    Published.summary(published.await(1, "Reservation").get(0)));
        }
    }

    @Test
    void pastEventWithoutCloseOutsCanGo() {
        long blues = night.anotherEvent("Blues", LocalDate.now().minusDays(7));
        long id = night.book(night.of("lead").put("event_id", blues), nina);
        night.changing(id, with("closeout", true)).statusCode(200);

        night.api.deleting("/events/" + blues).statusCode(403);
        night.changing(id, with("closeout", false)).statusCode(200);
        night.api.deleting("/events/" + blues).statusCode(200);
    }

    private static JsonObject told(Published published) {
        var changes = published.await(1, "Event");
        return data(changes.get(changes.size() - 1));
    }

    private static int available(JsonObject event) {
        return event.getJsonArray("sections").getJsonObject(0).getInteger("available_places");
    }

    private long moved() {
        return database.count("event_announcement where moved and event_id = " + night.event);
    }
}
