package app.velvet.venues.tally;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class TallyResourceTest {

    private static final LocalDate TODAY = LocalDate.now();

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Member manager;
    private Api api;
    private long venue;
    private long event;
    private Member door;

    @BeforeEach
    void openDoors() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        event = api.event("Jazz", venue, TODAY);
        door = staff.hire(manager.companyId(), "Dan Door")
                .may(Staff.atVenues(venue), "Guestlist", "manage")
                .done();
    }

    private JsonObject tally(String type) {
        return new JsonObject().put("event_id", event).put("type", type);
    }

    private static ValidatableResponse counting(Member member, JsonObject tally, int difference) {
        return Api.of(member)
                .putting(
                        "/tallies/change",
                        new JsonObject().put("tally", tally).put("actual_count_difference", difference));
    }

    private static ValidatableResponse creating(Member member, JsonObject tally) {
        return Api.of(member).posting("/tallies", new JsonObject().put("tally", tally));
    }

    private static ValidatableResponse updating(Member member, long id, Object count) {
        return Api.of(member)
                .putting("/tallies/" + id, new JsonObject().put("tally", new JsonObject().put("actual_count", count)));
    }

    @Test
    void countingMakesTheTallyAndAddsToIt() {
        var tally = tally("MaleTally");
        int id = counting(door, tally, 3)
                .statusCode(200)
                .body("type", equalTo("MaleTally"))
                .body("event_id", equalTo((int) event))
                .body("user_id", equalTo((int) door.userId()))
                .body("actual_count", equalTo(3))
                .body("guestlist_type_id", nullValue())
                .body("size()", equalTo(6))
                .extract()
                .path("id");

        counting(door, tally, -1).body("id", equalTo(id)).body("actual_count", equalTo(2));
        counting(door, tally, -5).statusCode(200).body("id", equalTo(id)).body("actual_count", equalTo(0));
        counting(door, tally, -5).statusCode(200).body("id", equalTo(id)).body("actual_count", equalTo(0));
        counting(door, tally, 4).body("actual_count", equalTo(4));
    }

    @Test
    void firstGuestsWhoAreTakenAwayLeaveNone() {
        counting(door, tally("FemaleTally"), -2).statusCode(200).body("actual_count", equalTo(0));
        counting(door, tally("FemaleTally"), 0).statusCode(200).body("actual_count", equalTo(0));
    }

    @Test
    void thereIsOneForEachUserTypeAndGuestlistType() {
        long type = guestlistType();

        counting(door, tally("MaleTally"), 1);
        counting(door, tally("FemaleTally"), 2);
        counting(door, tally("MaleTally").put("guestlist_type_id", type), 3)
                .statusCode(200)
                .body("guestlist_type_id", equalTo((int) type));
        counting(door, tally("MaleTally").put("guestlist_type_id", type), 1).body("actual_count", equalTo(4));
        counting(manager, tally("MaleTally"), 5);
        counting(manager, tally("MaleTally").put("user_id", door.userId()), 6).body("actual_count", equalTo(7));

        api.getting("/tallies", "event_id", event).body("actual_count", contains(7, 2, 4, 5));
    }

    private long guestlistType() {
        var type = named("Free").put("gender_type", "male");
        var template = named("Weekend").put("venue_id", venue).put("guestlist_types", JsonArray.of(type));
        long templateId = api.create("/guestlist_templates", "guestlist_template", template);
        event = api.create(
                "/events", "event", eventNamed("Jazz", venue, TODAY).put("guestlist_template_id", templateId));
        return api.getting("/events/" + event + "/types").extract().jsonPath().getLong("[0].id");
    }

    @Test
    void tallyIsMadeOnceAndSetToANumber() {
        long id = creating(door, tally("MaleTally").put("actual_count", 12))
                .statusCode(200)
                .body("actual_count", equalTo(12))
                .extract()
                .jsonPath()
                .getLong("id");

        creating(door, tally("MaleTally")).statusCode(409).body("message", equalTo("This tally exists already"));
        updating(door, id, 15).statusCode(200).body("actual_count", equalTo(15));
        counting(door, tally("MaleTally"), 1).body("id", equalTo((int) id)).body("actual_count", equalTo(16));
        updating(door, id, -1).statusCode(400).body("errors.actual_count", contains("is invalid"));
        updating(door, id, null).statusCode(400).body("errors.actual_count", contains("can't be blank"));
        updating(door, id, "").statusCode(400).body("errors.actual_count", contains("can't be blank"));
        updating(door, 987_654_321, 1).statusCode(404).body("message", equalTo("Tally 987654321 was not found"));
    }

    @ParameterizedTest
    @CsvSource({
        "type, '', can't be blank",
        "type, MALE, is invalid",
        "event_id, '', can't be blank",
        "user_id, 987654321, is invalid",
        "guestlist_type_id, 987654321, is invalid",
    })
    void wrongFieldIsNamed(String field, String value, String problem) {
        var tally = tally("MaleTally").put(field, value);

        counting(manager, tally, 1).statusCode(400).body("errors." + field, contains(problem));
        creating(manager, tally).statusCode(400).body("errors." + field, contains(problem));
    }

    @Test
    void differenceIsNeeded() {
        Api.of(door)
                .putting("/tallies/change", new JsonObject().put("tally", tally("MaleTally")))
                .statusCode(400)
                .body("errors.actual_count_difference", contains("can't be blank"));
    }

    @Test
    void onlyWhoManagesGuestlistsThereCounts() {
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.EVERYTHING, "Guestlist", "read")
                .done();
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Guestlist", "manage")
                .done();
        var seesEvent = staff.hire(manager.companyId(), "Eve Events")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.atVenues(venue + 1), "Guestlist", "manage")
                .done();
        var promoter = staff.hire(manager.companyId(), "Pia Promoter")
                .asPromoter()
                .may(Staff.EVERYTHING, "Event", "read")
                .done();
        long id = counting(door, tally("MaleTally"), 1).extract().jsonPath().getLong("id");

        counting(reader, tally("MaleTally"), 1).statusCode(401);
        updating(reader, id, 1).statusCode(401);
        counting(promoter, tally("MaleTally"), 1).statusCode(401);
        counting(seesEvent, tally("MaleTally"), 1).statusCode(401);
        counting(elsewhere, tally("MaleTally"), 1)
                .statusCode(404)
                .body("message", equalTo("Event " + event + " was not found"));
        creating(elsewhere, tally("MaleTally")).statusCode(404);
        updating(elsewhere, id, 1).statusCode(404);
        Api.of(elsewhere).getting("/tallies").statusCode(200).body("$", empty());
        Api.of(reader).getting("/tallies").body("id", contains((int) id));
        Api.of(promoter).getting("/tallies").statusCode(401);
    }

    @Test
    void scopeSelfIsForOnesOwn() {
        var own = staff.hire(manager.companyId(), "Olga Own")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.OWN, "Guestlist", "manage")
                .done();
        counting(door, tally("MaleTally"), 1);

        long id = counting(own, tally("MaleTally"), 2)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        counting(own, tally("MaleTally").put("user_id", door.userId()), 1).statusCode(401);
        Api.of(own).getting("/tallies", "event_id", event).body("id", contains((int) id));
    }

    @Test
    void changesArePublishedToTheVenueAndToWhoCounts() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = counting(door, tally("MaleTally"), 2).extract().jsonPath().getLong("id");
            counting(manager, tally("MaleTally").put("user_id", door.userId()), 1);
            updating(door, id, 3);
            counting(door, tally("MaleTally"), 0);
            counting(door, tally("MaleTally"), -9);
            api.deleting("/events/" + event).statusCode(200);

            var changes = published.await(4, "Tally");
            assertEquals(
                    List.of("create Tally/" + id, "update Tally/" + id, "update Tally/" + id, "destroy Tally/" + id),
                    changes.stream().map(Published::summary).toList());
            assertEquals(
                    new JsonObject()
                            .put("id", id)
                            .put("type", "MaleTally")
                            .put("event_id", event)
                            .put("user_id", door.userId())
                            .put("actual_count", 3)
                            .putNull("guestlist_type_id"),
                    Published.data(changes.get(1)));
            assertEquals(0, Published.data(changes.get(2)).getInteger("actual_count"));
            assertNull(Published.data(changes.get(3)));
            for (var change : changes) {
                assertEquals(Set.of("company", "venue:" + venue, "user:" + door.userId()), Published.audience(change));
            }
        }
    }

    @Test
    void whoSaysHowManyThereAreIsRightWhateverAnotherReplicaCountsMeanwhile() {
        int id = counting(door, tally("MaleTally"), 3).statusCode(200).extract().path("id");

        database.whileChanging(
                "update tally set actual_count = 13 where id = " + id,
                () -> updating(door, id, 3).statusCode(200).body("actual_count", equalTo(3)));

        api.getting("/tallies", "event_id", event).body("[0].actual_count", equalTo(3));
    }
}
