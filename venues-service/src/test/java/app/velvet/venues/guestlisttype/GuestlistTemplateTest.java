package app.velvet.venues.guestlisttype;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
class GuestlistTemplateTest {

    private static final String TEMPLATES = "/guestlist_templates";
    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long venue;

    @BeforeEach
    void openVenue() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
    }

    private JsonObject template(JsonObject... types) {
        return named("Weekend").put("venue_id", venue).put("guestlist_types", JsonArray.of((Object[]) types));
    }

    private static JsonObject ladies() {
        return named("Ladies")
                .put("gender_type", "female")
                .put("price_per_person", "9.50")
                .put("person_count", 5)
                .put("default", true);
    }

    private static JsonObject gents() {
        return named("Gents").put("gender_type", "male");
    }

    private static JsonObject types(Object... types) {
        return new JsonObject().put("guestlist_template", new JsonObject().put("guestlist_types", JsonArray.of(types)));
    }

    private List<Long> typeIds(long id) {
        return api.getting(TEMPLATES)
                .extract()
                .jsonPath()
                .getList("find { it.id == " + id + " }.guestlist_types.id", Long.class);
    }

    @Test
    void templateHasTheTypesItWasGiven() {
        long id = api.create(TEMPLATES, "guestlist_template", template(ladies(), gents()));

        api.getting(TEMPLATES)
                .statusCode(200)
                .body("id", contains((int) id))
                .body("[0].name", equalTo("Weekend"))
                .body("[0].venue_id", equalTo((int) venue))
                .body("[0].guestlist_types.name", contains("Ladies", "Gents"))
                .body("[0].guestlist_types[0].price_per_person", equalTo(9.5f))
                .body("[0].guestlist_types[0].person_count", equalTo(5))
                .body("[0].guestlist_types[0].gender_type", equalTo("female"))
                .body("[0].guestlist_types[0].default", equalTo(true))
                .body("[0].guestlist_types[0].guestlist_template_id", equalTo((int) id))
                .body("[0].guestlist_types[1].price_per_person", equalTo(0f))
                .body("[0].guestlist_types[1].person_count", nullValue())
                .body("[0].guestlist_types[1].default", equalTo(false));
    }

    @Test
    void givenTypesReplaceAndNamedOnesStay() {
        long id = api.create(TEMPLATES, "guestlist_template", template(ladies(), gents()));
        long ladies = typeIds(id).get(0);

        api.putting(
                        TEMPLATES + "/" + id,
                        types(
                                ladies().put("id", ladies).put("name", "All ladies"),
                                named("VIP").put("gender_type", "male")))
                .statusCode(200)
                .body("name", equalTo("Weekend"))
                .body("guestlist_types.name", contains("All ladies", "VIP"))
                .body("guestlist_types[0].id", equalTo((int) ladies));
        api.putting(TEMPLATES + "/" + id, new JsonObject().put("guestlist_template", named("Weekday")))
                .statusCode(200)
                .body("name", equalTo("Weekday"))
                .body("guestlist_types.name", contains("All ladies", "VIP"));
    }

    @ParameterizedTest
    @CsvSource({
        "gender_type, other, is invalid",
        "gender_type, '', can't be blank",
        "name, '', can't be blank",
        "price_per_person, -1, is invalid",
        "person_count, -1, is invalid",
        "id, 987654321, is invalid",
    })
    void wrongTypeIsNamed(String field, String value, String problem) {
        api.posting(TEMPLATES, new JsonObject().put("guestlist_template", template(ladies().put(field, value))))
                .statusCode(400)
                .body("errors.find { it.key.endsWith('guestlist_types." + field + "') }.value", contains(problem));
    }

    @Test
    void eventsHaveTheTypesOfTheirTemplate() {
        long id = api.create(TEMPLATES, "guestlist_template", template(ladies(), gents()));
        long event = api.create(
                "/events", "event", eventNamed("Jazz", venue, NEXT_WEEK).put("guestlist_template_id", id));
        api.event("Without", venue, NEXT_WEEK);

        api.getting("/events/" + event)
                .body("guestlist_types.name", contains("Ladies", "Gents"))
                .body("guestlist_template_id", equalTo((int) id));
        api.getting("/events/" + event + "/types").body("name", contains("Ladies", "Gents"));
        api.getting("/events/" + event + "/types", "gender_type", "males").body("name", contains("Gents"));
        api.getting("/events/" + event + "/types", "gender_type", "females").body("name", contains("Ladies"));
        api.getting("/events/" + event + "/types", "gender_type", "male").statusCode(400);
        for (var path : List.of("/guestlist_types", "/guestlists/guestlist_types")) {
            api.getting(path).statusCode(200).body("name", contains("Ladies", "Gents"));
            api.getting(path, "date_start", NEXT_WEEK, "date_end", NEXT_WEEK).body("name", contains("Ladies", "Gents"));
            api.getting(path, "date_start", NEXT_WEEK.plusDays(1)).body("$", empty());
        }
        api.deleting(TEMPLATES + "/" + id)
                .statusCode(403)
                .body("message", equalTo("This guestlist template can not be deleted"));
        api.deleting("/events/" + event).statusCode(200);
        api.deleting(TEMPLATES + "/" + id).statusCode(200).body("message", equalTo("Success"));
    }

    @Test
    void templateOfAnotherVenueIsNoTemplateForAnEvent() {
        long id = api.create(TEMPLATES, "guestlist_template", template(ladies()));
        long vanguard = api.venue("Vanguard");

        api.posting(
                        "/events",
                        new JsonObject()
                                .put(
                                        "event",
                                        eventNamed("Jazz", vanguard, NEXT_WEEK).put("guestlist_template_id", id)))
                .statusCode(400)
                .body("errors.guestlist_template_id", contains("is invalid"));
    }

    @Test
    void templatesAreSeenAndManagedWithinScopes() {
        long id = api.create(TEMPLATES, "guestlist_template", template(ladies()));
        var server = staff.hire(manager.companyId(), "Sam Server").done();
        api.employing(venue, working(server));
        var elsewhere = Api.of(staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Template", "manage")
                .may(Staff.atVenues(venue + 1), "Event", "read")
                .done());
        var stranger = Api.of(staff.managerOfNewCompany());

        Api.of(server).getting(TEMPLATES).body("id", contains((int) id));
        elsewhere.getting(TEMPLATES).statusCode(200).body("$", empty());
        elsewhere.deleting(TEMPLATES + "/" + id).statusCode(401);
        elsewhere
                .posting(TEMPLATES, new JsonObject().put("guestlist_template", template(ladies())))
                .statusCode(401);
        stranger.getting(TEMPLATES).body("$", empty());
        stranger.putting(TEMPLATES + "/" + id, types())
                .statusCode(404)
                .body("message", equalTo("Guestlist template " + id + " was not found"));
        stranger.deleting(TEMPLATES + "/" + id).statusCode(404);
        stranger.posting(TEMPLATES, new JsonObject().put("guestlist_template", template(ladies())))
                .statusCode(400)
                .body("errors.venue_id", contains("is invalid"));
    }

    @Test
    void changesOfTypesArePublishedAndEventsFollow() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = api.create(TEMPLATES, "guestlist_template", template(ladies(), gents()));
            var ids = typeIds(id);
            api.create("/events", "event", eventNamed("Jazz", venue, NEXT_WEEK).put("guestlist_template_id", id));
            api.putting(
                            TEMPLATES + "/" + id,
                            types(ladies().put("id", ids.get(0)).put("person_count", 9)))
                    .statusCode(200);

            var changes = published.await(4, "GuestlistType");
            assertEquals(
                    List.of(
                            "create GuestlistType/" + ids.get(0),
                            "create GuestlistType/" + ids.get(1),
                            "update GuestlistType/" + ids.get(0),
                            "destroy GuestlistType/" + ids.get(1)),
                    changes.stream().map(Published::summary).toList());
            assertEquals(
                    new JsonObject()
                            .put("id", ids.get(0))
                            .put("name", "Ladies")
                            .put("price_per_person", 9.5)
                            .put("person_count", 9)
                            .put("gender_type", "female")
                            .put("default", true)
                            .put("guestlist_template_id", id),
                    data(changes.get(2)));
            assertEquals(Set.of("company", "venue:" + venue), Published.audience(changes.get(2)));
            var event = data(published.await(2, "Event").get(1));
            assertEquals(1, event.getJsonArray("guestlist_types").size());
            assertEquals(
                    9, event.getJsonArray("guestlist_types").getJsonObject(0).getInteger("person_count"));
        }
    }

    @Test
    void templatesGoWithTheirVenue() {
        api.create(TEMPLATES, "guestlist_template", template(ladies()));

        api.deleting("/venues/" + venue).statusCode(200);

        api.getting(TEMPLATES).body("$", empty());
    }
}
