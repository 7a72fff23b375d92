package app.velvet.venues.guestlist;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one database, and hundreds who put guests down at once. */
class GuestlistPackagedTest {

    private static final String DATABASE = "guestlist_replicas";
    private static final long COMPANY = 3;
    private static final long MANAGER = 1;
    private static final long FIRST_GUEST = 20_000;
    private static final int CALLERS = 300;
    private static final int PLACES = 100;

    private final DataSource database = TestPostgres.shared().database(DATABASE);
    private Replicas replicas;
    private long event;
    private long gentlemen;
    private long lords;

    @BeforeEach
    void startReplicas() throws Exception {
        replicas = Replicas.start(DATABASE);
        execute("""
                insert into staff_member (company_id, id, active, promoter, service, permissions_struct)
                select %d, id, true, id <> 1, false, jsonb_build_object('Company', m, 'Template', m, 'Event', m,
                       'Guestlist', m, 'Contact', m)
                  from generate_series(1, 400) id, jsonb_build_object('manage', '[{}]'::jsonb) m
                on conflict do nothing
                """.formatted(COMPANY));
        execute("""
                insert into contact (company_id, id, name, state, tag_ids, audience)
                select %d, %d + n, 'Guest ' || n, 'customer', '{}', '{company}' from generate_series(0, %d) n
                on conflict do nothing
                """.formatted(COMPANY, FIRST_GUEST, CALLERS));
        openEvent();
    }

    @AfterEach
    void stopReplicas() {
        replicas.close();
    }

    private void openEvent() {
        long venue = create("/venues", "venue", venueNamed("Blue Note"));
        long template = create(
                "/guestlist_templates",
                "guestlist_template",
                named("Weekend")
                        .put("venue_id", venue)
                        .put(
                                "guestlist_types",
                                JsonArray.of(
                                        named("Gentlemen")
                                                .put("gender_type", "male")
                                                .put("person_count", PLACES),
                                        named("Lords")
                                                .put("gender_type", "male")
                                                .put("person_count", PLACES))));
        event = create(
                "/events",
                "event",
                eventNamed("Jazz", venue, LocalDate.now().plusDays(7)).put("guestlist_template_id", template));
        var types = get("/api/v1/events/" + event + "/types");
        gentlemen = types.getLong("find { it.name == 'Gentlemen' }.id");
        lords = types.getLong("find { it.name == 'Lords' }.id");
    }

    private JsonObject guestlist(int males) {
        return new JsonObject()
                .put("event_id", event)
                .put("type_for_males_id", gentlemen)
                .put("count_males", males);
    }

    private static JsonObject listing(JsonObject guestlist, long contactId) {
        return new JsonObject().put("contact_ids", JsonArray.of(contactId)).put("guestlist", guestlist);
    }

    private long taken(long type) throws SQLException {
        return number("select coalesce(sum(count_males), 0) from guestlist where expected and event_id = " + event
                + " and type_for_males_id = " + type);
    }

    @Test
    void ofHundredsWhoPutOneGuestDownOneDoes() throws Exception {
        assertEquals(
                Map.of(200, 1L, 409, CALLERS - 1L),
                rush("POST", caller -> "/api/v1/guestlists", caller -> listing(guestlist(1), FIRST_GUEST)));
        assertEquals(1, number("select count(*) from guestlist where event_id = " + event));
    }

    @Test
    void exactlyAsManyGetInAsThereArePlaces() throws Exception {
        assertEquals(
                Map.of(200, (long) PLACES, 409, (long) CALLERS - PLACES),
                rush("POST", caller -> "/api/v1/guestlists", caller -> listing(guestlist(1), FIRST_GUEST + caller)));

        assertEquals(PLACES, taken(gentlemen));
        assertEquals(PLACES, get("/api/v1/events/" + event).getInt("expected_guestlists_count"));
    }

    /** Guests who become more, something else, or none at all, while others want their places. */
    @Test
    void placesAreNeverMoreThanThereAreWhateverHappensAtOnce() throws Exception {
        rush("POST", caller -> "/api/v1/guestlists", caller -> listing(guestlist(1), FIRST_GUEST + caller));
        var ids = ids();

        for (int round = 0; round < 3; round++) {
            var answers = rush(
                    "PUT",
                    caller -> "/api/v1/guestlists/" + ids.get((int) (caller % ids.size())),
                    caller -> new JsonObject().put("guestlist", change(caller)));
            assertEquals(
                    CALLERS, answers.getOrDefault(200, 0L) + answers.getOrDefault(409, 0L), "Only these: " + answers);
            assertTrue(taken(gentlemen) <= PLACES, taken(gentlemen) + " gentlemen");
            assertTrue(taken(lords) <= PLACES, taken(lords) + " lords");
        }
        rush(
                "DELETE",
                caller -> "/api/v1/guestlists/" + ids.get((int) (caller % ids.size())),
                caller -> new JsonObject());
        assertEquals(0, taken(gentlemen) + taken(lords));
        assertEquals(0, get("/api/v1/events/" + event).getInt("expected_guestlists_count"));

        assertEquals(
                Map.of(200, (long) PLACES, 409, (long) CALLERS - PLACES),
                rush("POST", caller -> "/api/v1/guestlists", caller -> listing(guestlist(1), FIRST_GUEST + caller)));
    }

    private JsonObject change(long caller) {
        return switch ((int) (caller % 5)) {
            case 0 -> new JsonObject().put("count_males", 3);
            case 1 -> new JsonObject().put("type_for_males_id", lords);
            case 2 -> new JsonObject().put("status", "no_show");
            case 3 -> new JsonObject().put("status", "confirmed").put("type_for_males_id", gentlemen);
            default -> new JsonObject().put("count_males", 1);
        };
    }

    @Test
    void busyNightIsToldAtMostOnceASecond() throws Exception {
        long before = told();
        long start = System.nanoTime();
        var answers =
                rush("POST", caller -> "/api/v1/guestlists", caller -> listing(guestlist(0), FIRST_GUEST + caller));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        number("select count(*) from event_announcement where moved and event_id = " + event) == 0);
        long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;

        assertEquals(Map.of(200, (long) CALLERS), answers);
        assertEquals(CALLERS, get("/api/v1/events/" + event).getInt("expected_guestlists_count"));
        assertTrue(told() - before <= seconds + 1, (told() - before) + " changes in " + seconds + " s");
    }

    private long told() throws SQLException {
        return number("select count(*) from outbox where class_name = 'Event' and entity_id = " + event);
    }

    /** The replicas take turns. How many answers had each status. */
    private Map<Integer, Long> rush(String method, LongFunction<String> path, LongFunction<JsonObject> body) {
        return Rush.of(LongStream.range(0, CALLERS)
                .mapToObj(caller -> HttpRequest.newBuilder(replicas.uri(caller / 2, path.apply(caller)))
                        .header("Authorization", "Bearer " + TestTokens.issue(COMPANY, caller + 1))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                BodyPublishers.ofString(body.apply(caller).encode()))
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

    private List<Long> ids() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from guestlist where event_id = " + event)) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
