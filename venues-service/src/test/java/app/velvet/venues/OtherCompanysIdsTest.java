package app.velvet.venues;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one company has does not exist for another, whatever its staff may do. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class OtherCompanysIdsTest {

    private static final String EVENT = "/api/v1/events/{id}";
    private static final String VENUE = "/api/v1/venues/{id}";
    private static final String PLAN = "/api/v1/venues/{venueId}";

    @Inject
    Staff staff;

    private Member stranger;
    private Api theirs;
    private long venue;
    private long event;
    private long template;
    private long artist;
    private Guests guests;

    @BeforeEach
    void openBoth() {
        stranger = staff.managerOfNewCompany();
        theirs = Api.of(staff.managerOfNewCompany());
        guests = new Guests(theirs.member().companyId());
        venue = theirs.venue("Blue Note");
        theirs.furnish(venue, 1);
        var type = named("Free").put("gender_type", "male");
        template = theirs.create(
                "/guestlist_templates",
                "guestlist_template",
                named("Weekend").put("venue_id", venue).put("guestlist_types", JsonArray.of(type)));
        artist = theirs.create("/artists", "artist", named("Nina"));
        event = theirs.create(
                "/events",
                "event",
                eventNamed("Jazz", venue, LocalDate.now().plusDays(1)).put("guestlist_template_id", template));
    }

    @AfterEach
    void closeTopic() {
        guests.close();
    }

    private long id(String path) {
        return theirs.getting(path).extract().jsonPath().getLong("[0].id");
    }

    /** A path of the document, with the ids of the company's to put into it, in order. */
    private Map<String, List<Long>> idsByPath() {
        long note = theirs.create(
                "/event_shift_notes",
                "event_shift_note",
                new JsonObject().put("event_id", event).put("description", "Busy"));
        long tally = theirs.create(
                "/tallies", "tally", new JsonObject().put("event_id", event).put("type", "MaleTally"));
        long receipt = theirs.create("/thermal_receipts", "thermal_receipt", new JsonObject().put("venue_id", venue));
        var ids = new HashMap<String, List<Long>>();
        for (var part :
                List.of("", "/rooms", "/sections", "/tables", "/types", "/share_log", "/update_guestlist_sales")) {
            ids.put(EVENT + part, List.of(event));
        }
        ids.put(VENUE, List.of(venue));
        ids.put(VENUE + "/staff", List.of(venue));
        ids.put(PLAN + "/thermal_receipt", List.of(venue));
        for (var part : List.of("/rooms", "/sections", "/tables")) {
            ids.put(PLAN + part, List.of(venue));
            ids.put(PLAN + part + "/{id}", List.of(venue, id("/venues/" + venue + part)));
        }
        ids.put("/api/v1/artists/{id}", List.of(artist));
        ids.put("/api/v1/guestlist_templates/{id}", List.of(template));
        ids.put("/api/v1/event_shift_notes/{id}", List.of(note));
        ids.put("/api/v1/tallies/{id}", List.of(tally));
        ids.put("/api/v1/thermal_receipts/{id}", List.of(receipt));
        ids.put("/api/v1/reservations/{id}", List.of(reservation()));
        ids.put("/api/v1/guestlists/{id}", List.of(guestlist()));
        return ids;
    }

    private long reservation() {
        return booking("reservation", new JsonObject().put("status", "lead"));
    }

    private long guestlist() {
        return booking("guestlist", new JsonObject());
    }

    private long booking(String name, JsonObject fields) {
        return theirs.posting(
                        "/" + name + "s",
                        new JsonObject()
                                .put("contact_ids", JsonArray.of(guests.come("Nina Simone")))
                                .put(name, fields.put("event_id", event)))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    /** What makes each request a good one, were the record the caller's own company's. */
    private static JsonObject body() {
        return new JsonObject()
                .put("venue", named("Mine now"))
                .put("staff", new JsonArray())
                .put("room", named("Mine now"))
                .put("section", named("Mine now").put("reservation_room_id", 1))
                .put("table", named("Mine now").put("reservation_section_id", 1))
                .put("event", named("Mine now"))
                .put("artist", named("Mine now"))
                .put("guestlist_template", named("Mine now"))
                .put("guestlist_sales", false)
                .put("social_network_name", "facebook")
                .put("event_shift_note", new JsonObject().put("description", "Mine now"))
                .put("tally", new JsonObject().put("actual_count", 1))
                .put("reservation", new JsonObject().put("count_males", 1))
                .put("guestlist", new JsonObject().put("count_males", 1))
                .put("thermal_receipt", new JsonObject().put("additional_texts", "Mine now"));
    }

    @Test
    void areNotFoundByAnyOperation() {
        var idsByPath = idsByPath();
        var paths = paths();

        assertEquals(
                idsByPath.keySet(),
                paths.keySet().stream()
                        .filter(path -> path.startsWith("/api/v1") && path.contains("{"))
                        .collect(toSet()));
        idsByPath.forEach((path, ids) -> paths.get(path).keySet().stream()
                .filter(Set.of("get", "put", "post", "delete")::contains)
                .forEach(method -> assertEquals(404, status(method, path, ids), method + " " + path)));
    }

    /** The ids are right: who is of the company finds what there is. */
    @Test
    void areFoundByTheCompanyItself() {
        var paths = paths();
        idsByPath().forEach((path, ids) -> {
            if (paths.get(path).containsKey("get")) {
                theirs.member().asks().get(filled(path, ids)).then().statusCode(200);
            }
        });
    }

    private static Map<String, Map<String, Object>> paths() {
        return RestAssured.given()
                .accept("application/json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
    }

    private int status(String method, String path, List<Long> ids) {
        return stranger.asks()
                .contentType("application/json")
                .body(body().encode())
                .request(method.toUpperCase(Locale.ROOT), filled(path, ids))
                .statusCode();
    }

    private static String filled(String path, List<Long> ids) {
        var filled = path;
        for (var id : ids) {
            filled = filled.replaceFirst("\\{[^}]*}", id + "");
        }
        return filled;
    }

    @Test
    void areNotFoundInParametersEither() {
        var api = Api.of(stranger);
        long mine = api.venue("Mine");
        long myEvent = api.event("Mine", mine, LocalDate.now().plusDays(1));

        for (var list : List.of(
                "/events?event_ids[]=" + event,
                "/events/lite?venue_id=" + venue,
                "/events/rooms?room_ids[]=" + id("/events/" + event + "/rooms"),
                "/events/sections?section_ids[]=" + id("/events/" + event + "/sections"),
                "/events/tables?table_ids[]=" + id("/events/" + event + "/tables"),
                "/tallies?event_id=" + event,
                "/event_shift_notes?event_id=" + event,
                "/guestlists?event_id=" + event)) {
            api.getting(list).statusCode(200).body("$", empty());
        }
        refused(400, "POST", "/events", "event", eventNamed("Mine", venue, LocalDate.now()));
        refused(400, "PUT", "/events/" + myEvent, "event", new JsonObject().put("artist_ids", JsonArray.of(artist)));
        refused(400, "PUT", "/events/" + myEvent, "event", new JsonObject().put("guestlist_template_id", template));
        refused(
                400,
                "POST",
                "/guestlist_templates",
                "guestlist_template",
                named("Mine").put("venue_id", venue));
        refused(404, "POST", "/thermal_receipts", "thermal_receipt", new JsonObject().put("venue_id", venue));
        refused(
                404,
                "POST",
                "/event_shift_notes",
                "event_shift_note",
                new JsonObject().put("event_id", event).put("description", "x"));
        var tally = new JsonObject().put("event_id", event).put("type", "MaleTally");
        refused(404, "POST", "/tallies", "tally", tally);
        api.putting("/tallies/change", new JsonObject().put("tally", tally).put("actual_count_difference", 1))
                .statusCode(404);
        refused(
                400,
                "POST",
                "/tallies",
                "tally",
                tally.copy().put("event_id", myEvent).put("guestlist_type_id", id("/events/" + event + "/types")));
        refused(
                400,
                "POST",
                "/tallies",
                "tally",
                tally.copy()
                        .put("event_id", myEvent)
                        .put("user_id", theirs.member().userId()));
        refuseGuestlists(api, myEvent);
        for (var call : List.of("reserve_table", "unreserve_table")) {
            api.posting(
                            "/promoters/" + call,
                            new JsonObject().put("reservation_table_id", id("/events/" + event + "/tables")))
                    .statusCode(404);
        }
        api.posting("/venues/set_filters", new JsonObject().put("venue_ids", venue))
                .statusCode(400);
        api.employing(mine, Api.working(theirs.member())).statusCode(400);
    }

    private void refuseGuestlists(Api api, long myEvent) {
        try (var mine = new Guests(stranger.companyId())) {
            long guest = mine.come("Miles Davis");
            var listed = new JsonObject().put("event_id", myEvent);
            listing(api, guests.come("Nina Simone"), listed).statusCode(404);
            listing(api, guest, listed.copy().put("event_id", event)).statusCode(404);
            listing(api, guest, listed.copy().put("user_id", theirs.member().userId()))
                    .statusCode(400);
            listing(api, guest, listed.copy().put("type_for_males_id", id("/events/" + event + "/types")))
                    .statusCode(400);
        }
    }

    private static ValidatableResponse listing(Api api, long contactId, JsonObject guestlist) {
        return api.posting(
                "/guestlists",
                new JsonObject().put("contact_ids", JsonArray.of(contactId)).put("guestlist", guestlist));
    }

    private void refused(int status, String method, String path, String name, JsonObject fields) {
        var api = Api.of(stranger);
        var body = new JsonObject().put(name, fields);
        (method.equals("POST") ? api.posting(path, body) : api.putting(path, body)).statusCode(status);
    }
}
