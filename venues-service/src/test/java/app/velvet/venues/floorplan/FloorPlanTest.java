package app.velvet.venues.floorplan;

import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FloorPlanTest {

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long venue;
    private String plan;

    @BeforeEach
    void openVenue() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        plan = "/venues/" + venue;
    }

    private long room(String name) {
        return api.create(plan + "/rooms", "room", named(name));
    }

    private long section(String name, long roomId) {
        return api.create(plan + "/sections", "section", named(name).put("reservation_room_id", roomId));
    }

    private long table(String name, long sectionId) {
        return api.create(plan + "/tables", "table", named(name).put("reservation_section_id", sectionId));
    }

    @Test
    void planIsAnsweredAsItWasMade() {
        long main = room("Main");
        long vip = api.create(
                plan + "/sections",
                "section",
                named("VIP")
                        .put("reservation_room_id", main)
                        .put("color", "#6600ff")
                        .put("minimum", "500.50")
                        .put("description", "By the stage"));
        long bar = section("Bar", main);
        long first = api.create(
                plan + "/tables",
                "table",
                named("1")
                        .put("reservation_section_id", vip)
                        .put("capacity", 8)
                        .put("shape", "square")
                        .put("size", "large")
                        .put("coordinates", new JsonObject().put("x", 12.5).put("y", "-3")));
        long second = table("2", vip);

        api.getting(plan + "/rooms")
                .statusCode(200)
                .body("id", contains((int) main))
                .body("[0].name", equalTo("Main"))
                .body("[0].background_url", nullValue());
        api.getting(plan + "/sections")
                .statusCode(200)
                .body("id", contains((int) vip, (int) bar))
                .body("[0].name", equalTo("VIP"))
                .body("[0].available_places", equalTo(2))
                .body("[0].total_places", equalTo(2))
                .body("[0].color", equalTo("#6600ff"))
                .body("[0].reservation_room_id", equalTo((int) main))
                .body("[0].reservation_room_name", equalTo("Main"))
                .body("[0].minimum", equalTo(500.5f))
                .body("[0].description", equalTo("By the stage"))
                .body("[1].total_places", equalTo(0))
                .body("[1].color", equalTo("#ff8800"))
                .body("[1].minimum", equalTo(0f));
        api.getting(plan + "/tables")
                .statusCode(200)
                .body("id", contains((int) first, (int) second))
                .body("[0].name", equalTo("1"))
                .body("[0].capacity", equalTo(8))
                .body("[0].reservation_section_id", equalTo((int) vip))
                .body("[0].shape", equalTo("square"))
                .body("[0].size", equalTo("large"))
                .body("[0].coordinates.x", equalTo(12.5f))
                .body("[0].coordinates.y", equalTo(-3f))
                .body("[1].shape", equalTo("circle"))
                .body("[1].size", equalTo("medium"))
                .body("[1].capacity", equalTo(0));
    }

    @Test
    void partsAreChangedAndMoved() {
        long main = room("Main");
        long roof = room("Roof");
        long bar = section("Bar", main);
        long lounge = section("Lounge", main);
        long table = table("1", bar);

        api.putting(plan + "/rooms/" + roof, new JsonObject().put("room", named("Terrace")))
                .statusCode(200)
                .body("name", equalTo("Terrace"));
        api.putting(
                        plan + "/sections/" + lounge,
                        new JsonObject().put("section", new JsonObject().put("reservation_room_id", roof)))
                .statusCode(200)
                .body("name", equalTo("Lounge"))
                .body("reservation_room_name", equalTo("Terrace"));
        api.putting(
                        plan + "/tables/" + table,
                        new JsonObject()
                                .put(
                                        "table",
                                        new JsonObject()
                                                .put("reservation_section_id", lounge)
                                                .put("capacity", "6")))
                .statusCode(200)
                .body("name", equalTo("1"))
                .body("capacity", equalTo(6))
                .body("reservation_section_id", equalTo((int) lounge));
        api.getting(plan + "/sections").body("total_places", contains(0, 1));
    }

    @Test
    void whatIsNotEmptyStays() {
        long main = room("Main");
        long bar = section("Bar", main);
        long table = table("1", bar);

        api.deleting(plan + "/rooms/" + main).statusCode(403).body("message", equalTo("This room can not be deleted"));
        api.deleting(plan + "/sections/" + bar)
                .statusCode(403)
                .body("message", equalTo("This section can not be deleted"));
        api.deleting(plan + "/tables/" + table).statusCode(200).body("message", equalTo("Success"));
        api.deleting(plan + "/sections/" + bar).statusCode(200);
        api.deleting(plan + "/rooms/" + main).statusCode(200);
        api.getting(plan + "/rooms").body("$", empty());
        api.deleting(plan + "/tables/" + table)
                .statusCode(404)
                .body("message", equalTo("Table " + table + " was not found"));
    }

    @ParameterizedTest
    @CsvSource({
        "room, rooms, name, ''",
        "section, sections, color, red",
        "section, sections, minimum, -1",
        "section, sections, reservation_room_id, 987654321",
        "table, tables, capacity, -1",
        "table, tables, capacity, many",
        "table, tables, shape, oval",
        "table, tables, size, tiny",
        "table, tables, coordinates, here",
        "table, tables, reservation_section_id, 987654321",
    })
    void wrongFieldIsNamed(String name, String path, String field, String value) {
        long main = room("Main");
        long bar = section("Bar", main);
        var fields = named("New").put("reservation_room_id", main).put("reservation_section_id", bar);

        api.posting(plan + "/" + path, new JsonObject().put(name, fields.put(field, value)))
                .statusCode(400)
                .body("errors." + field, contains(value.isEmpty() ? "can't be blank" : "is invalid"));
    }

    @Test
    void partsOfAnotherVenueAreNotFound() {
        long main = room("Main");
        long bar = section("Bar", main);
        var other = "/venues/" + api.venue("Vanguard");

        api.putting(other + "/rooms/" + main, new JsonObject().put("room", named("Mine")))
                .statusCode(404)
                .body("message", equalTo("Room " + main + " was not found"));
        api.deleting(other + "/sections/" + bar)
                .statusCode(404)
                .body("message", equalTo("Section " + bar + " was not found"));
        api.posting(
                        other + "/sections",
                        new JsonObject().put("section", named("Bar").put("reservation_room_id", main)))
                .statusCode(400);
    }

    @Test
    void venuesOfAnotherCompanyAreNotFound() {
        long main = room("Main");
        var stranger = Api.of(staff.managerOfNewCompany());

        for (var part : List.of("/rooms", "/sections", "/tables")) {
            stranger.getting(plan + part).statusCode(404).body("message", equalTo("Venue " + venue + " was not found"));
        }
        stranger.posting(plan + "/rooms", new JsonObject().put("room", named("Mine")))
                .statusCode(404);
        stranger.deleting(plan + "/rooms/" + main).statusCode(404);
    }

    @Test
    void whoWorksThereOrReadsEventsSeesThePlan() {
        room("Main");
        var server = staff.hire(manager.companyId(), "Sam Server").done();
        api.employing(venue, working(server)).statusCode(200);
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.atVenues(venue), "Event", "read")
                .done();
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Event", "read")
                .done();

        Api.of(server).getting(plan + "/rooms").statusCode(200).body("name", contains("Main"));
        Api.of(reader).getting(plan + "/rooms").statusCode(200).body("name", contains("Main"));
        Api.of(elsewhere).getting(plan + "/rooms").statusCode(401);
    }

    @Test
    void whoManagesTemplatesAtTheVenueChangesThePlan() {
        var there = Api.of(staff.hire(manager.companyId(), "Theo There")
                .may(Staff.atVenues(venue), "Template", "manage")
                .done());
        var elsewhere = Api.of(staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Template", "manage")
                .may(Staff.EVERYTHING, "Event", "manage")
                .done());

        long main = there.create(plan + "/rooms", "room", named("Main"));
        elsewhere
                .posting(plan + "/rooms", new JsonObject().put("room", named("Mine")))
                .statusCode(401);
        elsewhere
                .putting(plan + "/rooms/" + main, new JsonObject().put("room", named("Mine")))
                .statusCode(401);
        elsewhere.deleting(plan + "/rooms/" + main).statusCode(401);
    }

    @Test
    void planGoesWithItsVenue() {
        table("1", section("Bar", room("Main")));

        api.deleting(plan).statusCode(200);

        api.getting(plan + "/rooms").statusCode(404);
    }
}
