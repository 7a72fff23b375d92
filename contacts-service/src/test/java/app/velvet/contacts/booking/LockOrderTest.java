package app.velvet.contacts.booking;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.Work;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever waits for a booking holds nothing that who holds the booking locks next. So does who follows the venues: he locks
 * bookings, then their contacts.
 */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class LockOrderTest {

    private static final long VENUE = 7;

    @Inject
    Staff staff;

    @Inject
    Work work;

    @Inject
    AgroalDataSource database;

    @Inject
    FollowingVenues following;

    private Member manager;
    private Venues venues;
    private long nina;
    private long reservation;
    private long later;

    @BeforeEach
    void book() {
        manager = staff.managerOfNewCompany();
        nina = Work.contact(manager, "Nina Simone", VENUE);
        venues = new Venues(manager.companyId());
        reservation = Venues.newId();
        later = Venues.newId();
        venues.tellOfReservation(reservation, booking(), VENUE);
        venues.tellOfReservation(later, booking(), VENUE);
        await().until(() -> work.count("reservation where company_id = " + manager.companyId()), equalTo(2L));
    }

    @AfterEach
    void close() {
        venues.close();
    }

    private JsonObject booking() {
        return Venues.reservation(nina, 1, "2026-05-02", "win", "confirmed");
    }

    private String lock(String table, long id) {
        return "select 1 from %s where company_id = %d and id = %d for update nowait"
                .formatted(table, manager.companyId(), id);
    }

    private RequestSpecification request(String name, JsonObject fields) {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put(name, fields).encode());
    }

    private long note(String about, long id) {
        return request(
                        "note",
                        new JsonObject().put("text", "Likes the corner table").put(about, id))
                .post("/api/v1/notes")
                .jsonPath()
                .getLong("id");
    }

    private RequestSpecification creatingTask(JsonObject task) {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put("contact_ids", JsonArray.of(nina))
                        .put("task", task.put("category", "Call").put("date", "2026-05-02"))
                        .encode());
    }

    @Test
    void noteThatMovesToAReservationWaitsForThatWithoutHoldingItsContact() throws Exception {
        long note = note("contact_id", nina);

        var answer = work.answerAfter(
                lock("reservation", reservation),
                lock("contact", nina),
                () -> request("note", new JsonObject().put("reservation_id", reservation))
                        .put("/api/v1/notes/" + note)
                        .statusCode());

        assertEquals(200, answer);
    }

    @Test
    void newTaskWaitsForItsReservationWithoutHoldingItsContact() throws Exception {
        var answer = work.answerAfter(
                lock("reservation", reservation),
                lock("contact", nina),
                () -> creatingTask(new JsonObject().put("reservation_id", reservation))
                        .post("/api/v1/tasks")
                        .statusCode());

        assertEquals(200, answer);
    }

    @Test
    void taskThatIsGivenAReservationWaitsForThatWithoutBeingHeld() throws Exception {
        long task =
                creatingTask(new JsonObject()).post("/api/v1/tasks").jsonPath().getLong("[0].id");

        var answer = work.answerAfter(
                lock("reservation", reservation),
                lock("task", task),
                () -> request("task", new JsonObject().put("reservation_id", reservation))
                        .put("/api/v1/tasks/" + task)
                        .statusCode());

        assertEquals(200, answer);
    }

    @Test
    void noteThatHasMovedMeanwhileIsRemovedAllTheSame() throws Exception {
        long note = note("contact_id", nina);
        var move = "update note set contact_id = null, reservation_id = %d where company_id = %d and id = %d"
                .formatted(reservation, manager.companyId(), note);

        var answer = work.answerAfter(
                move, () -> manager.asks().delete("/api/v1/notes/" + note).statusCode());

        assertEquals(200, answer);
        assertEquals(0, work.count("note where company_id = " + manager.companyId()));
    }

    @Test
    void bookingsThatAreToldOfTogetherAreLockedInTheOrderOfTheirIds() throws Exception {
        work.answerAfter(
                lock("reservation", reservation), lock("reservation", later), () -> follow(later, reservation));
    }

    private int follow(long... reservationIds) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            following.apply(
                    connection,
                    Arrays.stream(reservationIds).mapToObj(this::change).toList());
            connection.rollback();
            return reservationIds.length;
        }
    }

    private ChangeRecord change(long reservationId) {
        return new ChangeRecord(
                "venues.changes",
                0,
                0,
                manager.companyId(),
                "Reservation",
                reservationId,
                Action.UPDATE,
                booking().encode(),
                Set.of(Audience.company(), Audience.venue(VENUE)),
                "epoch",
                1,
                null,
                null,
                Instant.EPOCH,
                null);
    }
}
