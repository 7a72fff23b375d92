package app.velvet.venues.venue;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class VenueResourceTest {

    @Inject
    Staff staff;

    private Member manager;
    private Api api;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
    }

    @Test
    void venueHasTheFieldsItWasGiven() {
        api.posting(
                        "/venues",
                        new JsonObject()
                                .put(
                                        "venue",
                                        venueNamed("Blue Note")
                                                .put("email", "door@bluenote.example")
                                                .put("phone", "212 475 8592")
                                                .put("location", "Greenwich Village")
                                                .put("address", "131 W 3rd St")
                                                .put("longitude", "-74.0006")
                                                .put("latitude", 40.7308)
                                                .put("website", "https://bluenote.example")
                                                .put("facebook", "bluenote")
                                                .put("twitter", "@bluenote")
                                                .put("instagram", "bluenotenyc")
                                                .put("venue_type", "Music Venue")
                                                .put("description", "Jazz")))
                .statusCode(200)
                .body("name", equalTo("Blue Note"))
                .body("email", equalTo("door@bluenote.example"))
                .body("phone", equalTo("(212)475-8592"))
                .body("location", equalTo("Greenwich Village"))
                .body("address", equalTo("131 W 3rd St"))
                .body("longitude", equalTo(-74.0006f))
                .body("latitude", equalTo(40.7308f))
                .body("website", equalTo("https://bluenote.example"))
                .body("facebook", equalTo("bluenote"))
                .body("twitter", equalTo("@bluenote"))
                .body("instagram", equalTo("bluenotenyc"))
                .body("venue_type", equalTo("Music Venue"))
                .body("description", equalTo("Jazz"))
                .body("timezone", equalTo(-5))
                .body("time_zone", equalTo("America/New_York"))
                .body("company_id", equalTo((int) manager.companyId()))
                .body("$", hasKey("logo_thumb_200_url"))
                .body("avatar.thumb_100.url", nullValue())
                .body("logo.mobile_thumb.url", nullValue())
                .body("created_at", notNullValue())
                .body("updated_at", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 1", "Asia/Kathmandu, 5.75", "UTC, 0", "Pacific/Kiritimati, 14", "America/St_Johns, -3.5"
    })
    void timezoneIsTheStandardOffsetInHours(String zone, String hours) {
        var answer = api.posting(
                        "/venues", new JsonObject().put("venue", named("Far").put("time_zone", zone)))
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(hours, new JsonObject(answer).getValue("timezone").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "time_zone, +02:00",
        "time_zone, Mars/Olympus",
        "email, nobody",
        "phone, 12",
        "venue_type, Casino",
        "longitude, 181",
        "latitude, -90.5",
        "latitude, north",
    })
    void wrongFieldIsNamed(String field, String value) {
        api.posting(
                        "/venues",
                        new JsonObject().put("venue", venueNamed("Blue Note").put(field, value)))
                .statusCode(400)
                .body("errors." + field, contains("is invalid"));
    }

    @Test
    void nameAndTimeZoneAreRequired() {
        api.posting("/venues", new JsonObject().put("venue", new JsonObject().put("email", "a@b.example")))
                .statusCode(400)
                .body("errors.name", contains("can't be blank"))
                .body("errors.time_zone", contains("can't be blank"));

        api.putting("/venues/" + api.venue("Blue Note"), new JsonObject().put("venue", named("")))
                .statusCode(400)
                .body("errors.name", contains("can't be blank"));
    }

    @Test
    void givenFieldsChangeAndOthersStay() {
        long id = api.create("/venues", "venue", venueNamed("Blue Note").put("email", "door@bluenote.example"));

        api.putting("/venues/" + id, new JsonObject().put("venue", new JsonObject().put("phone", "2124758592")))
                .statusCode(200)
                .body("name", equalTo("Blue Note"))
                .body("email", equalTo("door@bluenote.example"))
                .body("phone", equalTo("(212)475-8592"));
        api.putting("/venues/" + id, new JsonObject().put("venue", new JsonObject().putNull("email")))
                .statusCode(200)
                .body("email", nullValue())
                .body("phone", equalTo("(212)475-8592"));
    }

    @Test
    void onlyWhoManagesTheCompanyChangesVenues() {
        long id = api.venue("Blue Note");
        var host = Api.of(staff.hire(manager.companyId(), "Hugo Host")
                .may(Staff.EVERYTHING, "Event", "manage")
                .done());

        host.posting("/venues", new JsonObject().put("venue", venueNamed("Mine")))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        host.putting("/venues/" + id, new JsonObject().put("venue", named("Mine")))
                .statusCode(401);
        host.deleting("/venues/" + id).statusCode(401);
        host.employing(id).statusCode(401);
    }

    @Test
    void venuesOfAnotherCompanyAreNotFound() {
        long id = api.venue("Blue Note");
        var stranger = Api.of(staff.managerOfNewCompany());

        stranger.putting("/venues/" + id, new JsonObject().put("venue", named("Mine")))
                .statusCode(404)
                .body("message", equalTo("Venue " + id + " was not found"));
        stranger.deleting("/venues/" + id).statusCode(404);
        stranger.employing(id).statusCode(404);
        stranger.posting("/venues/set_filters", new JsonObject().put("venue_ids", id))
                .statusCode(400);
    }

    @Test
    void listHasTheVenuesWhereOneWorks() {
        long blueNote = api.venue("Blue Note");
        api.venue("Birdland");
        long vanguard = api.venue("Vanguard");
        api.employing(vanguard, working(manager)).statusCode(200);
        api.employing(blueNote, working(manager)).statusCode(200);

        api.getting("/venues/list")
                .statusCode(200)
                .body("id", contains((int) blueNote, (int) vanguard))
                .body("[0].name", equalTo("Blue Note"))
                .body("[0].time_zone", equalTo("America/New_York"));
        Api.of(staff.hire(manager.companyId(), "Dora Door").done())
                .getting("/venues/list")
                .body("$", empty());
    }

    @Test
    void removedVenueIsGone() {
        long id = api.venue("Blue Note");
        api.employing(id, working(manager)).statusCode(200);

        api.deleting("/venues/" + id).statusCode(200).body("message", equalTo("Success"));

        api.getting("/venues/list").body("$", empty());
        api.deleting("/venues/" + id).statusCode(404);
    }

    @Test
    void repeatedCreationWithAKeyMakesOneVenue() {
        var first = create("key-1");
        var again = create("key-1");

        assertEquals(first.getLong("id"), again.getLong("id"));
        assertEquals(first, again);
    }

    private JsonObject create(String key) {
        return new JsonObject(manager.asks()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(new JsonObject().put("venue", venueNamed("Blue Note")).encode())
                .when()
                .post("/api/v1/venues")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void changesArePublishedToTheWholeCompany() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = api.venue("Blue Note");
            api.putting("/venues/" + id, new JsonObject().put("venue", new JsonObject().put("email", "a@b.example")));
            api.putting("/venues/" + id, new JsonObject().put("venue", new JsonObject().put("email", "a@b.example")));
            api.deleting("/venues/" + id);

            assertEquals(
                    List.of("create Venue/" + id, "update Venue/" + id, "destroy Venue/" + id), published.summaries(3));
            var update = published.await(3).get(1);
            assertEquals("a@b.example", data(update).getString("email"));
            assertEquals("America/New_York", data(update).getString("time_zone"));
            assertEquals(Set.of("company"), Published.audience(update));
        }
    }
}
