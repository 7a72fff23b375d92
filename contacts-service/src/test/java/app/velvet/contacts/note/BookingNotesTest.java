package app.velvet.contacts.note;

import static app.velvet.contacts.VenuesService.newKey;
import static app.velvet.contacts.VenuesService.note;
import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.contacts.VenuesService;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notes that venues-service has written about bookings. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class BookingNotesTest {

    private static final long VENUE = 7;

    @Inject
    Staff staff;

    @Inject
    VenuesService venues;

    @Inject
    Work work;

    private Member manager;
    private Notes notes;
    private long reservation;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        notes = Notes.of(manager);
        reservation = Venues.newId();
    }

    @Test
    void noteIsWrittenAboutAReservationThatIsNotKnownYet() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            int id = venues.writingNote(newKey(), note(manager, "Likes the corner", reservation, VENUE))
                    .statusCode(200)
                    .body("note.text", equalTo("Likes the corner"))
                    .body("note.reservation_id", equalTo((int) reservation))
                    .body("note.user_id", equalTo((int) manager.userId()))
                    .body("note.event_name", equalTo("Jazz"))
                    .extract()
                    .path("note.id");

            var change = published.await(1).get(0);
            assertEquals("create Note/" + id, Published.summary(change));
            assertEquals("Likes the corner", data(change).getString("text"));
            assertEquals(Set.of("company", "venue:7", "user:" + manager.userId()), audience(change));
            notes.listing("reservation_id", reservation).body("id", contains(id));
        }
    }

    @Test
    void noteIsWrittenOncePerKey() {
        var key = newKey();
        var command = note(manager, "Likes the corner", reservation, VENUE);
        int id = venues.writingNote(key, command).extract().path("note.id");

        venues.writingNote(key, command).statusCode(200).body("note.id", equalTo(id));
        notes.listing("reservation_id", reservation).body("id", contains(id));

        work.execute("delete from note where id = " + id);
        venues.writingNote(key, command).statusCode(200).body("note", nullValue());
    }

    @Test
    void noteFollowsItsReservationOnceThatIsKnown() {
        long nina = Work.contact(manager, "Nina Simone");
        int id = venues.writingNote(newKey(), note(manager, "Likes the corner", reservation, VENUE))
                .extract()
                .path("note.id");

        try (var told = new Venues(manager.companyId())) {
            told.tellOfReservation(
                    reservation, Venues.reservation(nina, Venues.newId(), "2030-01-05", "win", "confirmed"), VENUE);
            await().untilAsserted(() -> notes.getting(id).body("event_name", equalTo("Night 2030-01-05")));

            told.tellThatIsGone("Reservation", reservation);
            await().untilAsserted(() -> notes.getting(id).statusCode(404));
        }
    }

    @Test
    void noteThatCannotBeIsRefused() {
        var command = note(manager, "x".repeat(10_001), reservation, VENUE)
                .put("guestlist_id", 5)
                .put("audience", JsonArray.of("everybody"));
        command.remove("company_id");

        venues.writingNote(newKey(), command)
                .statusCode(400)
                .body("errors", hasKey("text"))
                .body("errors", hasKey("company_id"))
                .body("errors", hasKey("reservation_id"))
                .body("errors", hasKey("audience"));
        venues.writingNote(null, note(manager, "Likes the corner", reservation, VENUE))
                .statusCode(400);
    }
}
