package app.velvet.venues.event;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class EventVisibilityTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long blueNote;

    @BeforeEach
    void openVenue() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        blueNote = api.venue("Blue Note");
    }

    @Test
    void eventsAreSeenAndManagedWithinScopes() {
        long vanguard = api.venue("Vanguard");
        long here = api.event("Here", blueNote, NEXT_WEEK);
        long there = api.event("There", vanguard, NEXT_WEEK);
        var reader = Api.of(staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.atVenues(blueNote), "Event", "read")
                .done());
        var host = Api.of(staff.hire(manager.companyId(), "Hugo Host")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.atVenues(blueNote), "Event", "manage")
                .done());
        var nobody = Api.of(staff.hire(manager.companyId(), "Nora Nobody").done());

        reader.getting("/events").body("id", contains((int) here));
        reader.getting("/events/" + there)
                .statusCode(404)
                .body("message", equalTo("Event " + there + " was not found"));
        reader.getting("/events/" + there + "/tables").statusCode(404);
        reader.deleting("/events/" + there).statusCode(404);
        reader.putting("/events/" + here, new JsonObject().put("event", named("Mine")))
                .statusCode(401);
        reader.posting("/events", new JsonObject().put("event", eventNamed("Mine", blueNote, NEXT_WEEK)))
                .statusCode(401);
        host.posting("/events", new JsonObject().put("event", eventNamed("Mine", vanguard, NEXT_WEEK)))
                .statusCode(401);
        host.putting("/events/" + there, new JsonObject().put("event", named("Mine")))
                .statusCode(401);
        host.deleting("/events/" + there).statusCode(401);
        host.putting("/events/" + here, new JsonObject().put("event", named("Mine")))
                .statusCode(200)
                .body("name", equalTo("Mine"));
        for (var path : List.of("/events", "/events/lite", "/events/rooms", "/events/tables", "/guestlist_types")) {
            nobody.getting(path).statusCode(401);
        }
    }

    @Test
    void eventsOfAnotherCompanyAreNotFound() {
        long id = api.event("Jazz", blueNote, NEXT_WEEK);
        var stranger = Api.of(staff.managerOfNewCompany());

        for (var path : List.of("", "/rooms", "/sections", "/tables", "/types")) {
            stranger.getting("/events/" + id + path).statusCode(404);
        }
        stranger.putting("/events/" + id, new JsonObject().put("event", named("Mine")))
                .statusCode(404);
        stranger.deleting("/events/" + id).statusCode(404);
        stranger.posting("/events", new JsonObject().put("event", eventNamed("Mine", blueNote, NEXT_WEEK)))
                .statusCode(400)
                .body("errors.venue_id", contains("is invalid"));
        stranger.getting("/events", "event_ids[]", id).body("$", empty());
    }

    @Test
    void listsShowSelectedVenuesUnlessEventsAreNamed() {
        long vanguard = api.venue("Vanguard");
        long here = api.event("Here", blueNote, NEXT_WEEK);
        long there = api.event("There", vanguard, NEXT_WEEK);
        api.employing(blueNote, working(manager));
        api.employing(vanguard, working(manager));

        api.posting("/venues/set_filters", new JsonObject().put("venue_ids", vanguard))
                .statusCode(200);

        api.getting("/events").body("id", contains((int) there));
        api.getting("/events", "venue_id", blueNote).body("id", contains((int) here));
        api.getting("/events", "event_ids[]", here).body("id", contains((int) here));
        api.posting("/venues/set_filters", new JsonObject().put("venue_ids", "0"))
                .statusCode(200);
        api.getting("/events").body("id", contains((int) here, (int) there));
    }
}
