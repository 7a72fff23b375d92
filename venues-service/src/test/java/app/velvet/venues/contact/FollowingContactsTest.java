package app.velvet.venues.contact;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this service knows of what contacts-service tells. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FollowingContactsTest {

    @Inject
    Database database;

    private long company;
    private Guests guests;

    @BeforeEach
    void openCompany() {
        company = Staff.newCompany();
        guests = new Guests(company);
    }

    @AfterEach
    void closeCompany() {
        guests.close();
    }

    /** @param expected null for no such row */
    private void awaitRow(String table, long id, String columns, String expected) {
        var query = "select concat_ws(' ', %s) from %s where company_id = %d and id = %d"
                .formatted(columns, table, company, id);
        await().untilAsserted(() -> assertEquals(expected, database.query(query)));
    }

    @Test
    void serviceIsReadyOnceItHasCaughtUp() {
        RestAssured.given()
                .noFilters()
                .when()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.data.find { it != null && it.containsKey('venues-service.contacts') }"
                                + ".collect { it.key }",
                        hasItem("venues-service.contacts"));
    }

    @Test
    void guestIsKnownAsHeWasToldOfLastAndToWhom() {
        long nina = Guests.newId();
        guests.tell(
                Guests.guest(nina, "Nina Simone")
                        .put("tags", JsonArray.of(7, 8))
                        .put("avatar", new JsonObject().put("url", "https://velvet.example/nina.jpg")),
                "company,user:5,venue:3");
        guests.repeat();

        awaitRow(
                "contact",
                nina,
                "name, state, avatar, tag_ids, audience, gone",
                "Nina Simone customer" + " https://velvet.example/nina.jpg {7,8} {company,user:5,venue:3} f");

        guests.tell(Guests.guest(nina, "Eunice Waymon"), "company");
        awaitRow("contact", nina, "name, avatar, tag_ids, audience", "Eunice Waymon {} {company}");
    }

    @Test
    void whoIsGoneCanBeToldOf() {
        long nina = guests.come("Nina Simone");
        guests.tellThatIsGone("Contact", nina);

        awaitRow("contact", nina, "name, gone", "Nina Simone t");
    }

    @Test
    void onlyNotesAndTasksOfBookingsAreKept() {
        long note = Guests.newId();
        long task = Guests.newId();
        guests.tellOfNote(Guests.note(note, 5, "Corner", "reservation_id", 12));
        guests.tellOfTask(task, 12L);
        awaitRow("note", note, "reservation_id, guestlist_id, text", "12 Corner");
        awaitRow("task", task, "reservation_id", "12");

        guests.tellOfNote(Guests.note(note, 5, "Window", "guestlist_id", 13));
        guests.tellOfTask(task, 14L);
        awaitRow("note", note, "reservation_id, guestlist_id, text", "13 Window");
        awaitRow("task", task, "reservation_id", "14");

        guests.tellOfNote(Guests.note(note, 5, "Window", "contact_id", 13));
        guests.tellOfTask(task, null);
        awaitRow("note", note, "text", null);
        awaitRow("task", task, "reservation_id", null);
    }

    @ParameterizedTest
    @CsvSource({"reservation_id, Reservation", "guestlist_id, Guestlist"})
    void thatABookingIsGoneIsToldOnceMoreIfANoteAboutItTurnsUp(String about, String className) {
        try (var published = Published.on("venues.changes", company)) {
            guests.tellOfNote(Guests.note(Guests.newId(), 5, "Corner", about, 12));

            var change = published.await(1, className).get(0);
            assertEquals("destroy " + className + "/12", Published.summary(change));
            assertEquals(Set.of("company"), Published.audience(change));
        }
    }

    @Test
    void tagsAndQualificationsFollow() {
        long tag = Guests.newId();
        long qualification = Guests.newId();
        guests.tellOfTag(tag, "Jazz");
        guests.tellOfQualification(qualification, 5, 7, "qualified");
        awaitRow("tag", tag, "name", "Jazz");
        awaitRow("contact_qualification", qualification, "contact_id, venue_id, status", "5 7 qualified");

        guests.tellThatIsGone("Tag", tag);
        guests.tellThatIsGone("ContactQualification", qualification);
        awaitRow("tag", tag, "name", null);
        awaitRow("contact_qualification", qualification, "status", null);
    }

    @Test
    void whatARestoredContactsServiceHasLostIsGone() {
        long tag = Guests.newId();
        guests.tellOfTag(tag, "Jazz");
        long nina = guests.come("Nina Simone");
        long miles = guests.come("Miles Davis");
        awaitRow("contact", miles, "name", "Miles Davis");

        guests.restore();
        guests.tell(Guests.guest(nina, "Nina Simone"), "company");
        guests.endSnapshot();

        awaitRow("contact", miles, "gone", "t");
        awaitRow("tag", tag, "name", null);
        awaitRow("contact", nina, "gone", "f");
    }

    @Test
    void companiesDoNotMeet() {
        long nina = guests.come("Nina Simone");
        awaitRow("contact", nina, "name", "Nina Simone");

        assertEquals(1, database.count("contact where id = " + nina));
        assertEquals(company, Long.parseLong(database.query("select company_id from contact where id = " + nina)));
    }
}
