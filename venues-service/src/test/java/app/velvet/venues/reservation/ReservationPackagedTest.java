package app.velvet.venues.reservation;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import app.velvet.venues.Replicas;
import app.velvet.venues.Rush;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one database, and hundreds who want the same at once. */
class ReservationPackagedTest {

    private static final String DATABASE = "booking_replicas";
    private static final long COMPANY = 2;
    private static final long MANAGER = 1;
    private static final long FIRST_GUEST = 10_000;
    private static final int CALLERS = 300;
    private static final int TABLES = 10;

    private Replicas replicas;
    private final DataSource database = TestPostgres.shared().database(DATABASE);
    private long event;
    private long section;
    private List<Long> tables;

    @BeforeEach
    void startReplicas() throws Exception {
        replicas = Replicas.start(DATABASE);
        execute("""
                insert into staff_member (company_id, id, active, promoter, service, permissions_struct)
                select 2, id, true, id <> 1, false, jsonb_build_object('Company', m, 'Template', m, 'Event', m, 'Reservation', m,
                       'Contact', m)
                  from generate_series(1, 400) id, jsonb_build_object('manage', '[{}]'::jsonb) m
                on conflict do nothing
                """);
        execute("""
                insert into contact (company_id, id, name, state, tag_ids, audience)
                select 2, %d + n, 'Guest ' || n, 'customer', '{}', '{company}' from generate_series(0, %d) n
                on conflict do nothing
                """.formatted(FIRST_GUEST, CALLERS));
        openEvent();
    }

    @AfterEach
    void stopReplicas() {
        replicas.close();
    }

    private void openEvent() {
        long venue = create("/venues", "venue", venueNamed("Blue Note"));
        long room = create("/venues/" + venue + "/rooms", "room", named("Main"));
        long planned =
                create("/venues/" + venue + "/sections", "section", named("VIP").put("reservation_room_id", room));
        for (int i = 1; i <= TABLES; i++) {
            create("/venues/" + venue + "/tables", "table", named("T" + i).put("reservation_section_id", planned));
        }
        event = create(
                "/events", "event", eventNamed("Jazz", venue, LocalDate.now().plusDays(7)));
        section = get("/api/v1/events/" + event + "/sections").getLong("[0].id");
        tables = get("/api/v1/events/" + event + "/tables").getList("id", Long.class);
    }

    private JsonObject reservation() {
        return new JsonObject()
                .put("event_id", event)
                .put("status", "confirmed")
                .put("reservation_section_id", section)
                .put("minimum", 10);
    }

    @Test
    void ofHundredsWhoBookOneGuestOneDoes() throws Exception {
        assertEquals(
                Map.of(200, 1L, 409, CALLERS - 1L),
                rush("/api/v1/reservations", caller -> booking(reservation(), FIRST_GUEST)));
        assertEquals(1, count("reservation where event_id = " + event));
    }

    @Test
    void ofHundredsWhoWantATableOnlyOneGetsEachAndTheEventCountsThem() throws Exception {
        var answers = rush(
                "/api/v1/reservations",
                caller -> booking(
                        reservation().put("assigned_table_ids", JsonArray.of(tables.get((int) (caller % TABLES)))),
                        FIRST_GUEST + caller));

        assertEquals(Map.of(200, (long) TABLES, 409, (long) CALLERS - TABLES), answers);
        assertEquals(TABLES, count("taken_table where reservation_id is not null and event_id = " + event));
        var told = get("/api/v1/events/" + event);
        assertEquals(TABLES, told.getInt("total_reservations_count"));
        assertEquals(10f * TABLES, told.getFloat("total_reservation_minimums"));
        assertEquals(0, told.getInt("sections[0].available_places"));
    }

    @Test
    void tableGoesToAHolderOrToAReservation() throws Exception {
        long table = tables.get(0);
        var answers = rush(
                caller -> caller % 2 == 0 ? "/api/v1/promoters/reserve_table" : "/api/v1/reservations",
                caller -> caller % 2 == 0
                        ? new JsonObject().put("reservation_table_id", table)
                        : booking(reservation().put("assigned_table_ids", JsonArray.of(table)), FIRST_GUEST + caller));

        assertEquals(1, count("taken_table where table_id = " + table));
        long held = count("table_hold where table_id = " + table);
        long assigned = count("reservation where event_id = " + event);
        assertEquals(1, assigned, "A manager ends a hold, nobody an assignment");
        assertEquals(0, held);
        assertEquals(
                CALLERS, answers.values().stream().mapToLong(Long::longValue).sum());
        assertEquals(List.of(200, 409), answers.keySet().stream().sorted().toList());
    }

    @Test
    void busyNightIsToldAtMostOnceASecond() throws Exception {
        long before = told();
        long start = System.nanoTime();
        var answers = rush("/api/v1/reservations", caller -> booking(reservation(), FIRST_GUEST + caller));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("event_announcement where moved and event_id = " + event) == 0);
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;

        assertEquals(Map.of(200, (long) CALLERS), answers);
        assertEquals(CALLERS, get("/api/v1/events/" + event).getInt("total_reservations_count"));
        assertTrue(told() > before);
        assertTrue(told() - before <= seconds + 1, (told() - before) + " changes in " + seconds + " s");
    }

    private long told() throws SQLException {
        return count("outbox where class_name = 'Event' and entity_id = " + event);
    }

    private static JsonObject booking(JsonObject reservation, long contactId) {
        return new JsonObject().put("contact_ids", JsonArray.of(contactId)).put("reservation", reservation);
    }

    private Map<Integer, Long> rush(String path, LongFunction<JsonObject> body) {
        return rush(caller -> path, body);
    }

    /** The replicas take turns. How many answers had each status. */
    private Map<Integer, Long> rush(LongFunction<String> path, LongFunction<JsonObject> body) {
        return Rush.of(LongStream.range(0, CALLERS)
                .mapToObj(caller -> HttpRequest.newBuilder(replicas.uri(caller / 2, path.apply(caller)))
                        .header("Authorization", "Bearer " + TestTokens.issue(COMPANY, caller + 1))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.apply(caller).encode()))
                        .build())
                .toList());
    }

    private JsonPath get(String path) {
        return replicas.other()
                .given()
                .auth()
                .oauth2(TestTokens.issue(COMPANY, MANAGER))
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long create(String path, String name, JsonObject fields) {
        return replicas.one()
                .given()
                .auth()
                .oauth2(TestTokens.issue(COMPANY, MANAGER))
                .contentType("application/json")
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .post("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String of) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + of)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
