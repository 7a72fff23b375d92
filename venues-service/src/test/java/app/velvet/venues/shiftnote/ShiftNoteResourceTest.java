package app.velvet.venues.shiftnote;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ShiftNoteResourceTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Member manager;
    private Api api;
    private long venue;
    private long otherVenue;
    private long event;
    private long elsewhere;
    private Member host;

    @BeforeEach
    void openEvents() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        otherVenue = api.venue("Vanguard");
        event = api.event("Jazz", venue, LocalDate.now());
        elsewhere = api.event("Blues", otherVenue, LocalDate.now());
        host = reader("Hal Host", venue);
    }

    private Member reader(String name, Long... venueIds) {
        return staff.hire(manager.companyId(), name)
                .may(Staff.atVenues(venueIds), "Event", "read")
                .done();
    }

    private static JsonObject note(long eventId, String description) {
        return new JsonObject().put("event_id", eventId).put("description", description);
    }

    private static ValidatableResponse writing(Member member, JsonObject note) {
        return Api.of(member).posting("/event_shift_notes", new JsonObject().put("event_shift_note", note));
    }

    private static ValidatableResponse changing(Member member, long id, JsonObject note) {
        return Api.of(member).putting("/event_shift_notes/" + id, new JsonObject().put("event_shift_note", note));
    }

    private static long written(Member member, JsonObject note) {
        return writing(member, note).statusCode(200).extract().jsonPath().getLong("id");
    }

    @Test
    void whoMayReadAnEventWritesNotesAboutIt() {
        long id = writing(host, note(event, "Short of ice"))
                .statusCode(200)
                .body("user_id", equalTo((int) host.userId()))
                .body("event_id", equalTo((int) event))
                .body("description", equalTo("Short of ice"))
                .body("created_at", notNullValue())
                .body("size()", equalTo(5))
                .extract()
                .jsonPath()
                .getLong("id");

        Api.of(host).getting("/event_shift_notes/" + id).statusCode(200).body("description", equalTo("Short of ice"));
        writing(host, note(elsewhere, "Not mine"))
                .statusCode(404)
                .body("message", equalTo("Event " + elsewhere + " was not found"));
    }

    @Test
    void listIsOfTheEventsThatTheCallerMayRead() {
        long first = written(manager, note(event, "One"));
        long second = written(manager, note(elsewhere, "Two"));

        api.getting("/event_shift_notes").body("id", contains((int) first, (int) second));
        api.getting("/event_shift_notes", "event_id", elsewhere).body("id", contains((int) second));
        Api.of(host).getting("/event_shift_notes").body("id", contains((int) first));
        Api.of(host).getting("/event_shift_notes", "event_id", elsewhere).body("$", empty());
        Api.of(host).getting("/event_shift_notes/" + second).statusCode(404);
        Api.of(staff.hire(manager.companyId(), "Nobody Special").done())
                .getting("/event_shift_notes")
                .statusCode(401);
    }

    @Test
    void longListsAreAnsweredWhole() {
        for (int i = 0; i < 205; i++) {
            written(host, note(event, "Note " + i));
        }

        Api.of(host).getting("/event_shift_notes", "event_id", event).body("$", hasSize(205));
    }

    @Test
    void authorsAndManagersChangeAndDeleteNotes() {
        long id = written(host, note(event, "Short of ice"));
        var colleague = reader("Cleo Colleague", venue);

        changing(colleague, id, note(event, "Mine")).statusCode(401);
        Api.of(colleague).deleting("/event_shift_notes/" + id).statusCode(401);
        changing(host, id, new JsonObject().put("description", "Short of lime"))
                .statusCode(200)
                .body("description", equalTo("Short of lime"))
                .body("user_id", equalTo((int) host.userId()));
        changing(manager, id, new JsonObject().put("description", "Ordered"))
                .statusCode(200)
                .body("user_id", equalTo((int) host.userId()));
        Api.of(host)
                .deleting("/event_shift_notes/" + id)
                .statusCode(200)
                .body("message", equalTo("The event shift note was successfully deleted"));
        api.getting("/event_shift_notes/" + id)
                .statusCode(404)
                .body("message", equalTo("Event shift note " + id + " was not found"));
    }

    @Test
    void noteMovesOnlyToAnEventThatItsAuthorMayRead() {
        long id = written(host, note(event, "Short of ice"));
        var both = reader("Bo Both", venue, otherVenue);
        long bos = written(both, note(event, "Bo's"));

        changing(host, id, new JsonObject().put("event_id", elsewhere)).statusCode(404);
        changing(both, bos, new JsonObject().put("event_id", elsewhere))
                .statusCode(200)
                .body("event_id", equalTo((int) elsewhere));
        Api.of(host).getting("/event_shift_notes/" + bos).statusCode(404);
    }

    @Test
    void wrongFieldsAreNamed() {
        writing(host, note(event, " ")).statusCode(400).body("errors.description", contains("can't be blank"));
        writing(host, note(event, "x".repeat(10_001))).statusCode(400);
        writing(host, new JsonObject().put("description", "x"))
                .statusCode(400)
                .body("errors.event_id", contains("can't be blank"));
    }

    @Test
    void changesArePublishedToTheVenue() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = written(manager, note(event, "Short of ice"));
            changing(manager, id, note(event, "Short of ice"));
            changing(manager, id, note(elsewhere, "Short of ice"));
            var answered = new JsonObject(
                    api.getting("/event_shift_notes/" + id).extract().asString());
            api.deleting("/events/" + elsewhere).statusCode(200);

            var changes = published.await(3, "EventShiftNote");
            assertEquals(
                    List.of(
                            "create EventShiftNote/" + id,
                            "update EventShiftNote/" + id,
                            "destroy EventShiftNote/" + id),
                    changes.stream().map(Published::summary).toList());
            assertEquals(answered, Published.data(changes.get(1)));
            assertEquals(Set.of("company", "venue:" + venue), Published.audience(changes.get(0)));
            assertEquals(Set.of("company", "venue:" + otherVenue), Published.audience(changes.get(1)));
            assertEquals(Set.of("company", "venue:" + otherVenue), Published.audience(changes.get(2)));
        }
    }

    @Test
    void whatAnotherReplicaWritesMeanwhileStays() {
        long id = written(manager, note(event, "Quiet"));

        database.whileChanging(
                "update event_shift_note set description = 'Loud' where id = " + id,
                () -> changing(manager, id, new JsonObject().put("event_id", elsewhere))
                        .statusCode(200));

        api.getting("/event_shift_notes/" + id)
                .body("description", equalTo("Loud"))
                .body("event_id", equalTo((int) elsewhere));
    }
}
