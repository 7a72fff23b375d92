package app.velvet.venues.hold;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.testing.TopicProbe;
import app.velvet.venues.Api;
import app.velvet.venues.Rush;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class HoldResourceTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Api api;
    private long venue;
    private long event;
    private long table;
    private Member promoter;
    private Member rival;

    @BeforeEach
    void openEvent() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        api.furnish(venue, 2);
        event = api.event("Jazz", venue, NEXT_WEEK);
        table = api.tablesOf(event).get(0);
        promoter = promoter("Pia Promoter");
        rival = promoter("Rob Rival");
    }

    private Member promoter(String name) {
        return staff.hire(manager.companyId(), name)
                .asPromoter()
                .may(Staff.atVenues(venue), "Event", "read")
                .done();
    }

    private static ValidatableResponse reserving(Member member, long tableId) {
        return Api.of(member)
                .posting("/promoters/reserve_table", new JsonObject().put("reservation_table_id", tableId));
    }

    private static ValidatableResponse unreserving(Member member, long tableId) {
        return Api.of(member)
                .posting("/promoters/unreserve_table", new JsonObject().put("reservation_table_id", tableId));
    }

    private ValidatableResponse section() {
        return api.getting("/events/" + event + "/sections").body("[0].total_places", equalTo(2));
    }

    @Test
    void tableIsHeldByOneUntilHeLetsItGo() {
        reserving(promoter, table).statusCode(200).body("message", equalTo("Table has been successfully reserved"));
        reserving(promoter, table).statusCode(200);
        reserving(rival, table).statusCode(409).body("message", equalTo("Table is already reserved"));
        section().body("[0].available_places", equalTo(1));

        unreserving(promoter, table).statusCode(200).body("message", equalTo("Table has been successfully unreserved"));
        unreserving(promoter, table).statusCode(409);
        section().body("[0].available_places", equalTo(2));
        reserving(rival, table).statusCode(200);
    }

    @Test
    void onlyTheHolderOrAManagerLetsATableGo() {
        var booker = staff.hire(manager.companyId(), "Bea Booker")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.EVERYTHING, "Reservation", "create")
                .done();
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .asPromoter()
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.atVenues(venue + 1), "Reservation", "manage")
                .done();
        reserving(promoter, table).statusCode(200);

        unreserving(booker, table).statusCode(409).body("message", equalTo("Table is not reserved by this user"));
        unreserving(elsewhere, table).statusCode(409);
        unreserving(manager, table).statusCode(200);
        section().body("[0].available_places", equalTo(2));
    }

    @Test
    void promotersAndWhoCreatesReservationsHoldTables() {
        var booker = staff.hire(manager.companyId(), "Bea Booker")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.atVenues(venue), "Reservation", "create")
                .done();
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.EVERYTHING, "Event", "read")
                .may(Staff.atVenues(venue + 1), "Reservation", "create")
                .done();

        reserving(booker, table).statusCode(200);
        reserving(reader, table).statusCode(401).body("message", equalTo("User has no permissions for this action"));
        unreserving(reader, table).statusCode(401);
    }

    @Test
    void tablesThatAreNotToBeSeenAreNotFound() {
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .asPromoter()
                .may(Staff.atVenues(venue + 1), "Event", "read")
                .done();
        var stranger = staff.managerOfNewCompany();
        long ofTheVenue =
                api.getting("/venues/" + venue + "/tables").extract().jsonPath().getLong("[0].id");

        reserving(elsewhere, table).statusCode(404).body("message", equalTo("Table " + table + " was not found"));
        reserving(stranger, table).statusCode(404);
        unreserving(stranger, table).statusCode(404);
        reserving(promoter, ofTheVenue).statusCode(404);
        reserving(promoter, 987_654_321).statusCode(404);
        Api.of(promoter)
                .posting("/promoters/reserve_table", new JsonObject())
                .statusCode(400)
                .body("errors.reservation_table_id", contains("can't be blank"));
    }

    @Test
    void pastAndInactiveEventsHaveNothingToHold() {
        long past = api.tablesOf(api.event("Past", venue, LocalDate.now().minusDays(3)))
                .get(0);
        long inactive = api.tablesOf(api.create(
                        "/events", "event", eventNamed("Off", venue, NEXT_WEEK).put("state", "inactive")))
                .get(0);

        reserving(promoter, past).statusCode(400).body("message", equalTo("Event is over"));
        unreserving(promoter, past).statusCode(400);
        reserving(promoter, inactive).statusCode(400).body("message", equalTo("Event is not active"));
    }

    @Test
    void holdsArePublishedToTheVenueAndTheHolder() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            reserving(promoter, table).statusCode(200);
            reserving(promoter, table).statusCode(200);
            unreserving(manager, table).statusCode(200);

            var changes = published.await(2, "TableHold");
            var hold = data(changes.get(0));
            long section = section().extract().jsonPath().getLong("[0].id");
            assertEquals(
                    new JsonObject()
                            .put("id", hold.getLong("id"))
                            .put("event_id", event)
                            .put("event_name", "Jazz")
                            .put("event_date", NEXT_WEEK.toString())
                            .put("venue_id", venue)
                            .put("table_id", table)
                            .put("table_name", "Table 1")
                            .put("section_id", section)
                            .put("section_name", "VIP")
                            .put("user_id", promoter.userId())
                            .put("created_at", hold.getString("created_at")),
                    hold);
            assertEquals("destroy TableHold/" + hold.getLong("id"), Published.summary(changes.get(1)));
            for (var change : changes) {
                assertEquals(
                        Set.of("company", "venue:" + venue, "user:" + promoter.userId()), Published.audience(change));
            }
            assertEquals(Long.toString(promoter.userId()), TopicProbe.header(changes.get(0), "ce_actorid"));
            assertEquals(Long.toString(manager.userId()), TopicProbe.header(changes.get(1), "ce_actorid"));
        }
    }

    @Test
    void holdIsPublishedAgainOnlyIfItTellsOtherThingsOfItsEvent() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            reserving(promoter, table).statusCode(200);
            for (var change : List.of(
                    new JsonObject().put("dress_code", "Black tie"), new JsonObject().put("name", "Late Jazz"))) {
                api.putting("/events/" + event, new JsonObject().put("event", change))
                        .statusCode(200);
            }

            var changes = published.await(2, "TableHold");
            assertEquals("Late Jazz", data(changes.get(1)).getString("event_name"));
        }
    }

    @Test
    void eventTellsOfItsTablesAtMostOnceASecond() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            var before = api.getting("/events/" + event).extract().jsonPath().getString("updated_at");
            var end = Instant.now().plusMillis(3500);
            while (Instant.now().isBefore(end)) {
                reserving(promoter, table).statusCode(200);
                unreserving(promoter, table).statusCode(200);
            }
            reserving(promoter, table).statusCode(200);

            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> query("select count(*) from event_announcement where moved and company_id = "
                                    + manager.companyId())
                            == 0);
            var last = published.await(4, "TableHold").size();
            // How often it was told depends on which state of the table a telling met: it tells only what has changed.
            var tellings = Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> published.await(1, "Event"), all -> availablePlaces(all.get(all.size() - 1)) == 1);
            assertTrue(last > tellings.size(), last + " changes of holds, " + tellings.size() + " of the event");
            for (int i = 2; i < tellings.size(); i++) {
                long pause = tellings.get(i).timestamp() - tellings.get(i - 1).timestamp();
                assertTrue(pause > 500, "told again after " + pause + " ms");
            }
            var told = data(tellings.get(tellings.size() - 1));
            assertEquals(before, told.getString("updated_at"));
        }
    }

    private static int availablePlaces(ConsumerRecord<String, String> event) {
        return data(event).getJsonArray("sections").getJsonObject(0).getInteger("available_places");
    }

    @Test
    void holdsFollowTheirEventAndGoWithIt() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            reserving(promoter, table).statusCode(200);
            api.putting("/events/" + event, new JsonObject().put("event", named("Blues")))
                    .statusCode(200);
            api.deleting("/events/" + event).statusCode(200);

            var changes = published.await(3, "TableHold");
            assertEquals("Blues", data(changes.get(1)).getString("event_name"));
            assertEquals("destroy", Published.value(changes.get(2)).getString("action"));
        }
    }

    @Test
    void lateClaimOfAnotherReplicaIsRefused() throws Exception {
        var claiming = Executors.newSingleThreadExecutor();
        try (var replica = database.getConnection()) {
            replica.setAutoCommit(false);
            try (var statement = replica.prepareStatement("""
                    insert into table_hold (company_id, id, event_id, table_id, user_id, created_at)
                    values (?, nextval('table_hold_id'), ?, ?, ?, now())
                    """)) {
                statement.setLong(1, manager.companyId());
                statement.setLong(2, event);
                statement.setLong(3, table);
                statement.setLong(4, rival.userId());
                statement.executeUpdate();
            }
            var claim =
                    claiming.submit(() -> reserving(promoter, table).extract().statusCode());
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> query("select count(*) from pg_locks where not granted and locktype = 'transactionid'")
                            > 0);
            replica.commit();

            assertEquals(409, claim.get());
        } finally {
            claiming.shutdown();
        }
    }

    @Test
    void ofFiveHundredAtOnceOneGetsTheTable() throws Exception {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            var promoters = IntStream.range(0, 500)
                    .mapToObj(number -> promoter("Promoter Number" + number).token())
                    .toList();

            assertEquals(Map.of(200, 1L, 409, 499L), Rush.of(Claims.on(table, promoters, RestAssured.port)));

            section().body("[0].available_places", equalTo(1));
            assertEquals(1, query("select count(*) from table_hold where company_id = " + manager.companyId()));
            assertEquals(1, published.await(1, "TableHold").size());
        }
    }

    private long query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
