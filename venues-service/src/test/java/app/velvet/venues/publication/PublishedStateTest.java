package app.velvet.venues.publication;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static app.velvet.venues.Api.working;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Pictures;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class PublishedStateTest {

    private static final String PICTURE = "data:image/png;base64," + Pictures.base64(Pictures.png(10, 10));

    @Inject
    Staff staff;

    @Inject
    StateSource state;

    @Inject
    AgroalDataSource database;

    @Inject
    Database rows;

    @Inject
    ObjectMapper json;

    private Member manager;

    @Test
    void stateIsWhatWasPublishedLast() throws Exception {
        manager = staff.managerOfNewCompany();
        var api = Api.of(manager);
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long blueNote = api.create(
                    "/venues",
                    "venue",
                    venueNamed("Blue Note")
                            .put("phone", "2124758592")
                            .put("venue_type", "Music Venue")
                            .put("logo", PICTURE));
            long vanguard = api.venue("Vanguard");
            api.employing(blueNote, working(manager));
            api.employing(vanguard, working(manager, true));
            api.furnish(blueNote, 2);
            long template = api.create(
                    "/guestlist_templates",
                    "guestlist_template",
                    named("Weekend")
                            .put("venue_id", blueNote)
                            .put(
                                    "guestlist_types",
                                    JsonArray.of(named("Ladies")
                                            .put("gender_type", "female")
                                            .put("person_count", 5))));
            long artist = api.create(
                    "/artists",
                    "artist",
                    named("Nina Simone").put("status", "headliner").put("avatar", PICTURE));
            long event = api.create(
                    "/events",
                    "event",
                    eventNamed("Jazz", blueNote, LocalDate.now().plusDays(7))
                            .put("guestlist_template_id", template)
                            .put("artist_ids", JsonArray.of(artist))
                            .put("poster", PICTURE)
                            .put("venue_fee", 12.5));
            api.posting(
                            "/promoters/reserve_table",
                            new JsonObject()
                                    .put(
                                            "reservation_table_id",
                                            api.tablesOf(event).get(0)))
                    .statusCode(200);

            api.create(
                    "/tallies",
                    "tally",
                    new JsonObject()
                            .put("event_id", event)
                            .put("type", "FemaleTally")
                            .put("actual_count", 3)
                            .put("guestlist_type_id", typeOf(event)));
            api.create(
                    "/tallies", "tally", new JsonObject().put("event_id", event).put("type", "MaleTally"));
            api.create(
                    "/event_shift_notes",
                    "event_shift_note",
                    new JsonObject().put("event_id", event).put("description", "Short of ice"));
            api.create(
                    "/thermal_receipts",
                    "thermal_receipt",
                    new JsonObject()
                            .put("venue_id", blueNote)
                            .put("fields", JsonArray.of("table", "host"))
                            .put("additional_texts", JsonArray.of("Thank you")));
            api.posting("/events/" + event + "/share_log", new JsonObject().put("social_network_name", "facebook"))
                    .statusCode(200);
            book(api, event);

            assertEquals(lastPublished(published), current());
        }
    }

    private long typeOf(long event) {
        return Api.of(manager)
                .getting("/events/" + event + "/types")
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    private void book(Api api, long event) {
        try (var guests = new Guests(manager.companyId())) {
            var reservation = new JsonObject()
                    .put("event_id", event)
                    .put("status", "confirmed")
                    .put("reservation_section_id", api.sectionsOf(event).get(0))
                    .put("assigned_table_ids", JsonArray.of(api.tablesOf(event).get(1)))
                    .put("count_males", 2)
                    .put("pre_paid", 12.5)
                    .put("contact_degree", JsonArray.of("vip"));
            api.posting(
                            "/reservations",
                            new JsonObject()
                                    .put("contact_ids", JsonArray.of(guests.come("Nina Simone")))
                                    .put("reservation", reservation))
                    .statusCode(200);
            var guestlist = new JsonObject()
                    .put("event_id", event)
                    .put("count_females", 2)
                    .put("type_for_females_id", typeOf(event))
                    .put("note", "Friends of the house");
            api.posting(
                            "/guestlists",
                            new JsonObject()
                                    .put("contact_ids", JsonArray.of(guests.come("Miles Davis")))
                                    .put("guestlist", guestlist))
                    .statusCode(200);
        }
    }

    /** Data and audience by class and id; an event that has moved is told of a moment later. */
    private Map<String, List<Object>> lastPublished(Published published) {
        var last = new HashMap<String, List<Object>>();
        Awaitility.await()
                .until(() -> rows.count("event_announcement where moved and company_id = " + manager.companyId()) == 0);
        var told = rows.query("select last_sequence from outbox_counter where company_id = " + manager.companyId());
        for (var change : published.await(Integer.parseInt(told))) {
            var key = change.key().substring(change.key().indexOf('/') + 1);
            last.put(key, List.of(Published.data(change), Published.audience(change)));
        }
        return last;
    }

    private Map<String, List<Object>> current() throws Exception {
        var current = new HashMap<String, List<Object>>();
        for (var change : all()) {
            assertEquals(Action.UPDATE, change.action());
            var audience = change.audience().stream().map(Object::toString).collect(Collectors.toSet());
            current.put(
                    change.className() + "/" + change.id(),
                    List.of(new JsonObject(json.writeValueAsString(change.data())), audience));
        }
        return current;
    }

    private List<ChangeEvent> all() throws Exception {
        var changes = new ArrayList<ChangeEvent>();
        try (var connection = database.getConnection()) {
            for (var className : state.classNames()) {
                var chunk = state.state(connection, manager.companyId(), className, 0, 1);
                while (!chunk.isEmpty()) {
                    changes.addAll(chunk);
                    chunk = state.state(
                            connection,
                            manager.companyId(),
                            className,
                            chunk.get(0).id(),
                            1);
                }
            }
        }
        return changes;
    }
}
