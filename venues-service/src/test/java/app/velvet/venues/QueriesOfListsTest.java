package app.velvet.venues;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list takes as many queries as it has chunks, however much is in them. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class QueriesOfListsTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
    private static final int NIGHTS = 31;
    private static final int TABLES = 100;

    private static final List<String> LISTS = List.of(
            "/venues/list",
            "/events",
            "/events/lite",
            "/events/rooms",
            "/events/sections",
            "/events/tables",
            "/artists",
            "/artists?date_start=2027-01-01",
            "/guestlist_types",
            "/guestlist_templates",
            "/tallies",
            "/guestlists",
            "/guestlists/upcoming",
            "/event_shift_notes",
            "/thermal_receipts");

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @Inject
    Database rows;

    @Test
    void listsOfMuchTakeAsManyQueriesAsListsOfOne() {
        var little = queriesOf(companyWith(1, 2));
        var much = queriesOf(companyWith(NIGHTS, TABLES / 20));

        assertEquals(little, much);
        much.forEach((list, queries) -> assertTrue(queries <= 5, list + " takes " + queries));
    }

    @Test
    void monthWithFullFloorPlansTakesFewQueries() {
        var manager = companyWith(NIGHTS, TABLES);
        var month = Map.of(
                "date_start", FIRST.toString(), "date_end", FIRST.plusDays(30).toString());

        long queries = queriesOf(
                manager,
                () -> manager.asks()
                        .queryParams(month)
                        .get("/api/v1/events")
                        .then()
                        .statusCode(200)
                        .body("$", hasSize(NIGHTS))
                        .body("tables", everyItem(hasSize(TABLES)))
                        .body("sections.total_places", everyItem(hasSize(1))));

        // One finds the chunk, one reads it whole, and one finds that nothing follows.
        assertEquals(3, queries);
    }

    private Map<String, Long> queriesOf(Member manager) {
        var queries = new HashMap<String, Long>();
        for (var list : LISTS) {
            queries.put(
                    list, queriesOf(manager, () -> Api.of(manager).getting(list).statusCode(200)));
        }
        return queries;
    }

    /** Only what is asked of this company: work in the background goes on meanwhile. */
    private static long queriesOf(Member manager, Runnable request) {
        var company = Long.toString(manager.companyId());
        return Statements.during(request).stream()
                .filter(statement -> statement.parameters().contains(company))
                .count();
    }

    /** A venue with that many nights, at each of which something is told of everything. */
    private Member companyWith(int nights, int tables) {
        var manager = staff.managerOfNewCompany();
        var api = Api.of(manager);
        long venue = api.venue("Blue Note");
        api.employing(venue, Api.working(manager)).statusCode(200);
        furnish(manager, venue, tables);
        var type = named("Free").put("gender_type", "male");
        long template = api.create(
                "/guestlist_templates",
                "guestlist_template",
                named("Weekend").put("venue_id", venue).put("guestlist_types", JsonArray.of(type, type)));
        long artist = api.create("/artists", "artist", named("Nina"));
        api.create("/thermal_receipts", "thermal_receipt", new JsonObject().put("venue_id", venue));
        for (int night = 0; night < nights; night++) {
            long event = api.create(
                    "/events",
                    "event",
                    eventNamed("Night " + night, venue, FIRST.plusDays(night))
                            .put("guestlist_template_id", template)
                            .put("artist_ids", JsonArray.of(artist)));
            api.create(
                    "/event_shift_notes",
                    "event_shift_note",
                    new JsonObject().put("event_id", event).put("description", "Busy"));
            api.create(
                    "/tallies", "tally", new JsonObject().put("event_id", event).put("type", "MaleTally"));
            list(api, event);
        }
        await().until(() -> rows.count("event_announcement where moved and company_id = " + manager.companyId()) == 0);
        return manager;
    }

    private void list(Api api, long event) {
        long guest = Guests.newId();
        rows.execute("""
                insert into contact (company_id, id, name, state, tag_ids, audience)
                values (%d, %d, 'Guest', 'customer', '{}', '{company}')
                """.formatted(api.member().companyId(), guest));
        api.posting(
                        "/guestlists",
                        new JsonObject()
                                .put("contact_ids", JsonArray.of(guest))
                                .put("guestlist", new JsonObject().put("event_id", event)))
                .statusCode(200);
    }

    private void furnish(Member manager, long venue, int tables) {
        Api.of(manager).furnish(venue, 1);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into floor_table (company_id, id, venue_id, section_id, name, capacity, shape, size, x, y)
                        select company_id, nextval('floor_table_id'), venue_id, section_id, 'Table', capacity, shape, size, x, y
                          from floor_table, generate_series(2, ?) where company_id = ? and venue_id = ?
                        """)) {
            statement.setInt(1, tables);
            statement.setLong(2, manager.companyId());
            statement.setLong(3, venue);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
