package app.velvet.venues.event;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class EventResourceTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    /** As venues.md lists them. */
    private static final String LIST_FIELDS =
            "id venue_id venue_name name date end_time location dress_code age description"
                    + " poster_url poster_small_url poster_medium_url poster_list_thumb_url poster_preview_thumb_url"
                    + " poster_mobile_thumb_url reservation_settings_template_id state tickets_url started facebook_token_required"
                    + " global_fee venue_fee expected_guestlists_count total_reservations_count total_reservation_minimums"
                    + " guestlist_sales reservation_sales artists general_admission_template sections tables guestlist_types"
                    + " reservation_rooms";

    private static final String FURTHER_FIELDS = " company_id created_at updated_at start_time finished closeout_notes"
            + " event_type music_type facebook_link personalized_link promo_status show_on_public master_id menu_template_id"
            + " reservation_minimum_template_id general_admission_template_id guestlist_template_id poster";

    private static final String LITE_FIELDS =
            "id venue_id name date end_time location dress_code age description poster_url"
                    + " poster_small_url poster_medium_url poster_list_thumb_url poster_preview_thumb_url poster_mobile_thumb_url"
                    + " section_ids table_ids artists guestlist_type_ids";

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

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
    void answersHaveTheFieldsOfTheContract() {
        long id = api.event("Jazz", blueNote, NEXT_WEEK);

        assertEquals(fields(LIST_FIELDS), fieldsOf("/events", "[0]"));
        assertEquals(fields(LIST_FIELDS + FURTHER_FIELDS), fieldsOf("/events/" + id, "$"));
        assertEquals(fields(LITE_FIELDS), fieldsOf("/events/lite", "[0]"));
        assertEquals(fields(LITE_FIELDS), fieldsOf("/events?lite=true", "[0]"));
    }

    private static Set<String> fields(String names) {
        return new TreeSet<>(List.of(names.split(" ")));
    }

    private Set<String> fieldsOf(String path, String element) {
        return new TreeSet<>(api.getting(path).statusCode(200).extract().jsonPath().getMap(element).keySet().stream()
                .map(Object::toString)
                .toList());
    }

    @Test
    void eventHasTheFieldsItWasGiven() {
        long nina = api.create("/artists", "artist", named("Nina Simone").put("status", "headliner"));

        api.posting(
                        "/events",
                        new JsonObject()
                                .put(
                                        "event",
                                        eventNamed("Jazz", blueNote, NEXT_WEEK)
                                                .put("location", "Upstairs")
                                                .put("dress_code", "Black tie")
                                                .put("age", "21+")
                                                .put("description", "All night")
                                                .put("tickets_url", "https://tickets.example")
                                                .put("music_type", "Jazz")
                                                .put("show_on_public", "1")
                                                .put("global_fee", "2.50")
                                                .put("venue_fee", 3)
                                                .put("artist_ids", JsonArray.of(nina))))
                .statusCode(200)
                .body("venue_id", equalTo((int) blueNote))
                .body("venue_name", equalTo("Blue Note"))
                .body("date", equalTo(NEXT_WEEK.toString()))
                .body("start_time", equalTo("22:00"))
                .body("end_time", equalTo("04:00"))
                .body("state", equalTo("active"))
                .body("started", equalTo(false))
                .body("finished", equalTo(false))
                .body("location", equalTo("Upstairs"))
                .body("dress_code", equalTo("Black tie"))
                .body("age", equalTo("21+"))
                .body("description", equalTo("All night"))
                .body("tickets_url", equalTo("https://tickets.example"))
                .body("music_type", equalTo("Jazz"))
                .body("show_on_public", equalTo(true))
                .body("facebook_token_required", equalTo(false))
                .body("global_fee", equalTo(2.5f))
                .body("venue_fee", equalTo(3f))
                .body("total_reservations_count", equalTo(0))
                .body("general_admission_template", nullValue())
                .body("poster.list_thumb.url", nullValue())
                .body("artists.name", contains("Nina Simone"))
                .body("artists[0].status", equalTo("headliner"))
                .body("artists[0]", hasKey("avatar_url"))
                .body("artists[0].avatar.thumb_100", hasKey("url"))
                .body("company_id", equalTo((int) manager.companyId()))
                .body("created_at", notNullValue());
        api.getting("/events").body("[0].artists[0]", not(hasKey("avatar")));
    }

    @Test
    void eventTakesACopyOfTheFloorPlan() {
        api.furnish(blueNote, 2);
        var venuePlan = api.getting("/venues/" + blueNote + "/tables").extract().jsonPath();

        long id = api.event("Jazz", blueNote, NEXT_WEEK);
        api.deleting("/venues/" + blueNote + "/tables/" + venuePlan.getLong("[0].id"))
                .statusCode(200);

        api.getting("/events/" + id)
                .body("reservation_rooms.name", contains("Main"))
                .body("sections.name", contains("VIP"))
                .body("sections[0].reservation_room_name", equalTo("Main"))
                .body("sections[0].total_places", equalTo(2))
                .body("sections[0].available_places", equalTo(2))
                .body("tables.name", contains("Table 1", "Table 2"))
                .body("tables.capacity", contains(5, 6))
                .body("tables.id", not(equalTo(venuePlan.getList("id"))));
        int room = api.getting("/events/" + id + "/rooms").extract().jsonPath().getInt("[0].id");
        api.getting("/events/" + id + "/sections").body("reservation_room_id", contains(room));
        api.getting("/events/rooms").body("id", contains(room)).body("[0].background_url", nullValue());
        int section = api.getting("/events/sections")
                .body("[0].color", equalTo("#ff8800"))
                .extract()
                .jsonPath()
                .getInt("[0].id");
        api.getting("/events/tables", "section_ids[]", section)
                .body("name", contains("Table 1", "Table 2"))
                .body("reservation_section_id", contains(section, section));
        var table = api.tablesOf(id).get(1);
        api.getting("/events/tables", "table_ids[]", table).body("id", contains(table.intValue()));
        api.getting("/events/rooms", "room_ids[]", room + 1000).body("$", empty());
        api.getting("/events/lite").body("[0].section_ids", contains(section)).body("[0].table_ids", hasSize(2));
    }

    @Test
    void listIsByDateAndNarrowed() {
        long vanguard = api.venue("Vanguard");
        long later = api.event("Later", blueNote, NEXT_WEEK.plusDays(2));
        long first = api.event("First", vanguard, NEXT_WEEK);
        long same = api.event("Same day", blueNote, NEXT_WEEK);
        long off = api.create(
                "/events",
                "event",
                eventNamed("Off", blueNote, NEXT_WEEK.plusDays(1)).put("state", "inactive"));

        listHas(List.of(first, same, off, later));
        listHas(List.of(off, later), "date_start", NEXT_WEEK.plusDays(1));
        listHas(List.of(first, same, off), "date_end", NEXT_WEEK.plusDays(1) + "T23:00:00Z");
        listHas(List.of(first), "venue_id", vanguard);
        listHas(List.of(off), "state", "inactive");
        listHas(List.of(first, later), "event_ids[]", later, "event_ids[]", first);
        listHas(List.of(), "event_ids[]", 987_654_321);
        api.getting("/events", "date_start", "soon").statusCode(400).body("errors.date_start", contains("is invalid"));
        api.getting("/events", "state", "cancelled").statusCode(400);
    }

    private void listHas(List<Long> ids, Object... parameters) {
        assertEquals(
                ids,
                api.getting("/events", parameters)
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("id", Long.class));
        assertEquals(
                ids,
                api.getting("/events/lite", parameters)
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("id", Long.class));
    }

    @Test
    void longListsAreAnsweredWhole() {
        for (int i = 0; i < 60; i++) {
            api.event("Night " + i, blueNote, NEXT_WEEK.plusDays(i % 7));
        }

        var dates = api.getting("/events")
                .body("$", hasSize(60))
                .extract()
                .jsonPath()
                .getList("date", String.class);

        assertEquals(dates.stream().sorted().toList(), dates);
    }

    @ParameterizedTest
    @CsvSource({
        "venue_id, 987654321, is invalid",
        "name, '', can't be blank",
        "date, tomorrow, is invalid",
        "date, '', can't be blank",
        "date, 0000-01-01, is invalid",
        "start_time, 25:00, is invalid",
        "end_time, '', can't be blank",
        "state, cancelled, is invalid",
        "venue_fee, -1, is invalid",
        "show_on_public, maybe, is invalid",
        "artist_ids, 987654321, is invalid",
        "guestlist_template_id, 987654321, is invalid",
    })
    void wrongFieldIsNamed(String field, String value, String problem) {
        var event = eventNamed("Jazz", blueNote, NEXT_WEEK).put(field, value);

        api.posting("/events", new JsonObject().put("event", event))
                .statusCode(400)
                .body("errors." + field, contains(problem));
    }

    @Test
    void eventStaysAtItsVenue() {
        long id = api.event("Jazz", blueNote, NEXT_WEEK);

        api.putting("/events/" + id, new JsonObject().put("event", new JsonObject().put("venue_id", api.venue("B"))))
                .statusCode(400)
                .body("errors.venue_id", contains("is invalid"));
        api.putting("/events/" + id, new JsonObject().put("event", new JsonObject().put("venue_id", blueNote)))
                .statusCode(200);
    }

    @Test
    void venueWithEventsStays() {
        long id = api.event("Jazz", blueNote, NEXT_WEEK);

        api.deleting("/venues/" + blueNote).statusCode(403).body("message", equalTo("This venue can not be deleted"));
        api.deleting("/events/" + id).statusCode(200).body("message", equalTo("Success"));
        api.deleting("/venues/" + blueNote).statusCode(200);
    }

    @Test
    void pastEventIsFinished() {
        long id = api.event("Jazz", blueNote, LocalDate.now().minusDays(3));

        api.getting("/events/" + id).body("started", equalTo(true)).body("finished", equalTo(true));
    }

    @Test
    void eventIsToldWhenItStartsAndWhenItIsOver() throws SQLException {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = api.event("Jazz", blueNote, NEXT_WEEK);
            assertEquals(false, data(published.await(1, "Event").get(0)).getBoolean("started"));

            beginsNow("starts_at", id);
            var started = data(published.await(2, "Event").get(1));
            assertEquals(true, started.getBoolean("started"));
            assertEquals(false, started.getBoolean("finished"));

            beginsNow("ends_at", id);
            assertEquals(true, data(published.await(3, "Event").get(2)).getBoolean("finished"));
        }
    }

    private void beginsNow(String moment, long id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "update event set " + moment + " = clock_timestamp() where company_id = ? and id = ?")) {
            statement.setLong(1, manager.companyId());
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    @Test
    void changesArePublishedToTheVenue() {
        api.furnish(blueNote, 1);
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = api.event("Jazz", blueNote, NEXT_WEEK);
            api.putting("/events/" + id, new JsonObject().put("event", named("Blues")));
            api.putting("/events/" + id, new JsonObject().put("event", named("Blues")));
            var answered = new JsonObject(api.getting("/events/" + id).extract().asString());
            api.deleting("/events/" + id);

            var changes = published.await(3, "Event");
            assertEquals(
                    List.of("create Event/" + id, "update Event/" + id, "destroy Event/" + id),
                    changes.stream().map(Published::summary).toList());
            assertEquals(answered, data(changes.get(1)));
            assertEquals(Set.of("company", "venue:" + blueNote), Published.audience(changes.get(1)));
            assertEquals(Published.audience(changes.get(1)), Published.audience(changes.get(2)));
        }
    }

    @Test
    void eventsFollowTheirVenueAndArtists() {
        long nina = api.create("/artists", "artist", named("Nina"));
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = api.create(
                    "/events", "event", eventNamed("Jazz", blueNote, NEXT_WEEK).put("artist_ids", JsonArray.of(nina)));
            var before = api.getting("/events/" + id).extract().jsonPath().getString("updated_at");

            api.putting("/artists/" + nina, new JsonObject().put("artist", named("Nina Simone")))
                    .statusCode(200);
            assertEquals(
                    "Nina Simone",
                    data(published.await(2, "Event").get(1))
                            .getJsonArray("artists")
                            .getJsonObject(0)
                            .getString("name"));

            api.putting("/venues/" + blueNote, new JsonObject().put("venue", named("Green Note")));
            var renamed = published.await(3, "Event").get(2);
            assertEquals("Green Note", data(renamed).getString("venue_name"));
            assertEquals(before, data(renamed).getString("updated_at"));
        }
    }
}
