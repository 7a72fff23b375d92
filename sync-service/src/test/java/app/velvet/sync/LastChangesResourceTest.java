package app.velvet.sync;

import static app.velvet.sync.Changes.COMPANY;
import static app.velvet.sync.Changes.change;
import static app.velvet.sync.Changes.contact;
import static app.velvet.sync.Changes.destroy;
import static app.velvet.sync.Changes.tag;
import static app.velvet.sync.Changes.user;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.Partitions;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.TestTokens;
import app.velvet.testing.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the topics to the phone: real records through Kafka, the feed and HTTP. Each test has a user of its own. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class LastChangesResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVERYTHING = "{\"Contact\": {\"read\": [{}], \"view_full\": [{}]}}";

    private static Publisher publisher;
    private static long lastId;

    private final long userId = ++lastId;
    private final String token = TestTokens.issue(COMPANY, userId);

    @BeforeAll
    static void connect() {
        publisher = new Publisher();
    }

    @AfterAll
    static void disconnect() {
        publisher.close();
    }

    /** A user who has acknowledged what there is, and the timestamp to go on from. */
    private String signedInAndLoaded(String permissions) {
        publisher.publish(user(userId, permissions));
        var timestamp = await().atMost(PATIENCE)
                .until(() -> pull("2014-03-03"), answer -> answer.statusCode() == 200)
                .path("timestamp")
                .toString();
        given().formParam("auth_token", token)
                .formParam("timestamp", timestamp)
                .post("/last_changes/acknowledgment")
                .then()
                .statusCode(200)
                .body(equalTo("{\"message\":\"Success\"}"));
        return timestamp;
    }

    private Response pull(String startDate) {
        return given().queryParam("start_date", startDate)
                .header("Authorization", "Bearer " + token)
                .get("/last_changes");
    }

    private JsonPath pullUntil(String startDate, String action, String className, long id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> pull(startDate).jsonPath(),
                        answer -> answer.getList("activity_log.findAll { it.class_name == '" + className
                                        + "' && it.id == " + id + " }.action")
                                .contains(action));
    }

    @Test
    void aChangeTravelsFromItsTopicToThePhone() {
        var timestamp = signedInAndLoaded(EVERYTHING);
        publisher.publish(contact(1000, "Ann", Audience.company()));

        var created = pullUntil(timestamp, "create", "Contact", 1000);
        assertEquals("Ann@example.com", created.getString("activity_log.find { it.id == 1000 }.data.email"));

        publisher.publish(destroy("Contact", 1000));

        var destroyed = pullUntil(created.getString("timestamp"), "destroy", "Contact", 1000);
        assertFalse(destroyed
                .<Map<String, Object>>get("activity_log.find { it.id == 1000 }")
                .containsKey("data"));
    }

    @Test
    void whatCanBePulledIsAnnounced() {
        var timestamp = signedInAndLoaded(EVERYTHING);
        try (var advanced = TopicProbe.fromNow("feed.advanced")) {
            publisher.publish(contact(1003, "Ann", Audience.company(), Audience.venue(1003)));

            var poke = advanced.await(1, record -> record.value().contains("Contact/venue:1003"))
                    .get(0);

            assertEquals(Partitions.of(COMPANY), poke.partition());
            var announced = JsonPath.from(poke.value());
            assertEquals(COMPANY, announced.getLong("company_id"));
            assertEquals(List.of("Contact/company", "Contact/venue:1003"), announced.getList("audience_keys"));
            assertFalse(Instant.parse(announced.getString("watermark")).isBefore(instant(timestamp)));
            assertTrue(pull(timestamp).asString().contains("1003"));
        }
    }

    @Test
    void anAnswerIsOfOneContentTypeWhetherItIsShortOrLong() {
        var timestamp = signedInAndLoaded("{}");
        var waiting = given().header("Authorization", "Bearer " + token)
                .queryParam("start_date", timestamp)
                .queryParam("wait", "1")
                .get("/last_changes");

        assertEquals(
                List.of("application/json;charset=UTF-8", "application/json;charset=UTF-8"),
                List.of(pull(timestamp).contentType(), waiting.contentType()));
    }

    private static Instant instant(String timestamp) {
        return Instant.parse(timestamp.replace("GMT+00:00", "Z"));
    }

    @Test
    void theDocumentedCallWorks() {
        signedInAndLoaded("{}");
        publisher.publish(tag(1001, "vip"));
        pullUntil("2014-03-03", "create", "Tag", 1001);

        // curl -X GET -d auth_token=… -d start_date="2014-03-03 05:29:17 +0000"
        given().contentType("application/x-www-form-urlencoded")
                .body("auth_token=" + token + "&start_date=2014-03-03 05:29:17 +0000")
                .get("/api/v1/last_changes.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("status", equalTo(0))
                .body("message", nullValue())
                .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dGMT\\+00:00"))
                .body("activity_log.find { it.id == 1001 }.data.name", equalTo("vip"));
    }

    @Test
    void optionsComeAsATree() {
        signedInAndLoaded("{}");
        publisher.publish(tag(1002, "vip"));
        pullUntil("2014-03-03", "create", "Tag", 1002);

        given().queryParam("options[Tag][start_date]", "2014-03-03")
                .queryParam("auth_token", token)
                .get("/last_changes")
                .then()
                .statusCode(200)
                .body("status", equalTo(0))
                .body("activity_log.find { it.id == 1002 }.action", equalTo("create"));
        given().queryParam("options", "x")
                .queryParam("auth_token", token)
                .get("/last_changes")
                .then()
                .statusCode(200)
                .body("status", equalTo(1))
                .body("message", equalTo("Invalid params"))
                .body("activity_log", hasSize(0))
                .body("timestamp", matchesPattern(".*GMT\\+00:00"));
    }

    private ValidatableResponse get(String path, String... parameters) {
        var request = given().header("Authorization", "Bearer " + token);
        for (var i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(path).then();
    }

    @Test
    void aDeviceBeginsWithASnapshotAndGoesOnInPages() {
        signedInAndLoaded("{}");
        publisher.publish(tag(1004, "vip"), tag(1005, "regular"));
        pullUntil("2014-03-03", "create", "Tag", 1005);

        for (var path : List.of("/last_changes/snapshot", "/api/v1/last_changes/snapshot.json")) {
            get(path, "classes[]", "Tag")
                    .statusCode(200)
                    .contentType("application/json")
                    .body("status", equalTo(0))
                    .body("message", nullValue())
                    .body("has_more", equalTo(false))
                    .body("timestamp", matchesPattern(".*GMT\\+00:00"))
                    .body("activity_log.action.unique()", equalTo(List.of("create")))
                    .body("activity_log.find { it.id == 1004 }.data.name", equalTo("vip"));
        }
        String cursor = get("/last_changes/snapshot").extract().path("cursor");
        publisher.publish(tag(1006, "a"), tag(1007, "b"));
        await().atMost(PATIENCE)
                .until(() -> get("/last_changes", "cursor", cursor).extract().path("activity_log.id"), hasItem(1007));

        var first = get("/last_changes", "cursor", cursor, "limit", "1")
                .body("activity_log.id", equalTo(List.of(1006)))
                .body("has_more", equalTo(true));
        get("/last_changes", "cursor", first.extract().path("cursor"), "limit", "1")
                .body("activity_log.id", equalTo(List.of(1007)))
                .body("has_more", equalTo(false));
    }

    /** The service asks its database now and then for other reasons. */
    @Test
    void idlePullsTakeNoQuery() {
        signedInAndLoaded("{}");
        await().atMost(PATIENCE).until(() -> {
            String cursor =
                    get("/last_changes", "start_date", "2090-01-01").extract().path("cursor");
            await().atMost(PATIENCE).until(() -> isRemembered(cursor));
            var before = metric("sql_pool_completed_total");
            for (var i = 0; i < 10; i++) {
                get("/last_changes", "cursor", cursor).statusCode(200).body("activity_log", hasSize(0));
            }
            return metric("sql_pool_completed_total") == before;
        });
    }

    @Test
    void anIdleAnswerHasTheFormOfAnyOther() throws Exception {
        signedInAndLoaded("{}");
        String cursor =
                get("/last_changes", "start_date", "2090-01-01").extract().path("cursor");
        await().atMost(PATIENCE).until(() -> isRemembered(cursor));

        get("/last_changes.json", "cursor", cursor)
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("X-Request-Id", matchesPattern("[A-Za-z0-9-]{1,64}"))
                .body("status", equalTo(0))
                .body("activity_log", hasSize(0))
                .body("message", nullValue())
                .body("has_more", equalTo(false))
                .body("timestamp", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dGMT\\+00:00"));
        var compressed = pullIn("gzip", "cursor=" + cursor);
        assertEquals(Optional.of("gzip"), compressed.headers().firstValue("Content-Encoding"));
        given().header("Authorization", "Bearer " + token + "x")
                .get("/last_changes?cursor=" + cursor)
                .then()
                .statusCode(401);
    }

    private boolean isRemembered(String cursor) {
        var before = metric("velvet_sync_pulls_remembered_total");
        get("/last_changes", "cursor", cursor);
        return metric("velvet_sync_pulls_remembered_total") > before;
    }

    @Test
    void itCountsWhatItServesAndWhyItAsksForReloads() {
        signedInAndLoaded("{}");
        var reloads = metric("velvet_sync_reloads_total{reason=\"invalid_params\"");
        var served = metric("velvet_sync_elements_served_total");
        publisher.publish(tag(1020, "counted"));
        pullUntil("2014-03-03", "create", "Tag", 1020);
        get("/last_changes", "cursor", "none of ours").body("status", equalTo(1));

        assertEquals(reloads + 1, metric("velvet_sync_reloads_total{reason=\"invalid_params\""));
        assertTrue(metric("velvet_sync_elements_served_total") > served);
        assertTrue(metric("velvet_feed_lag_seconds_count") > 0);
        assertTrue(metric("velvet_feed_watermark_age_seconds") < 10);
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void aPollIsAnsweredWhenSomethingComes() throws Exception {
        signedInAndLoaded("{}");
        var poll = HttpClient.newHttpClient()
                .sendAsync(waiting("start_date=2090-01-01"), HttpResponse.BodyHandlers.ofString());
        awaitPollsWaiting(1);
        publisher.publish(tag(1008, "at last"));

        var answer =
                JsonPath.from(poll.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body());
        assertEquals(List.of(1008), answer.getList("activity_log.id"));
        awaitPollsWaiting(0);
    }

    @Test
    void aClientThatGoesAwayWaitsNoLonger() throws Exception {
        signedInAndLoaded("{}");
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var request = "GET /last_changes?start_date=2090-01-01&wait=55 HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitPollsWaiting(1);
        }

        awaitPollsWaiting(0);
    }

    @Test
    void whoSignsOutMeanwhileIsRefusedAsWhoeverComesWithSuchAToken() throws Exception {
        signedInAndLoaded("{}");
        var byHeader = HttpClient.newHttpClient()
                .sendAsync(waiting("start_date=2090-01-01"), HttpResponse.BodyHandlers.ofString());
        awaitPollsWaiting(1);
        publisher.publish(change(
                "auth.changes",
                COMPANY,
                "Session",
                1,
                Action.UPDATE,
                "{\"id\":1,\"user_id\":%d,\"expires_at\":\"2090-01-01T00:00:00Z\"}".formatted(userId),
                Audience.company()));
        await().atMost(PATIENCE).until(() -> pull("2090-01-01").statusCode(), equalTo(401));
        publisher.publish(tag(1009, "wakes"));

        var refused = byHeader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(401, refused.statusCode());
        assertEquals(
                Optional.of("Bearer error=\"invalid_token\""), refused.headers().firstValue("WWW-Authenticate"));
    }

    private HttpRequest waiting(String query) {
        return HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/last_changes?wait=55&" + query))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private static void awaitPollsWaiting(int number) {
        await().atMost(PATIENCE)
                .until(
                        () -> given().get("/q/metrics").asString(),
                        containsString("velvet_sync_polls_waiting " + number + ".0"));
    }

    @Test
    void whatIsOutOfBoundsIsNamed() {
        signedInAndLoaded("{}");
        get("/last_changes", "start_date", "2014-03-03", "limit", "1001", "wait", "56")
                .statusCode(400)
                .body("errors.limit", equalTo(List.of("is invalid")))
                .body("errors.wait", equalTo(List.of("is invalid")));
        get("/last_changes/snapshot", "classes[]", "Guestlist")
                .statusCode(400)
                .body("errors.classes", equalTo(List.of("is invalid")));
    }

    @Test
    void theTimestampStaysWithinTwoSecondsOfTheClockThoughNothingChanges() {
        signedInAndLoaded("{}");
        for (var i = 0; i < 20; i++) {
            var asked = Instant.now();
            var timestamp = pull("2014-03-03").path("timestamp").toString();
            assertFalse(instant(timestamp).isBefore(asked.minusSeconds(2)), timestamp + " at " + asked);
        }
    }

    @Test
    void aChangeOfPermissionsAsksForAReload() {
        var timestamp = signedInAndLoaded(EVERYTHING);
        publisher.publish(user(userId, "{}"));

        await().atMost(PATIENCE)
                .until(() -> pull(timestamp).path("message"), "No achievements at some classes"::equals);
    }

    @Test
    void answersAreCompressedOnRequest() throws Exception {
        signedInAndLoaded("{}");

        var plain = pullIn("identity");
        var compressed = pullIn("gzip");

        assertEquals(Optional.empty(), plain.headers().firstValue("Content-Encoding"));
        assertEquals(Optional.of("gzip"), compressed.headers().firstValue("Content-Encoding"));
        try (var body = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertEquals(0, JsonPath.from(body).getInt("status"));
        }
    }

    /** By a client that leaves the encoding as it is. */
    private HttpResponse<byte[]> pullIn(String encoding) throws IOException, InterruptedException {
        return pullIn(encoding, "start_date=2014-03-03");
    }

    private HttpResponse<byte[]> pullIn(String encoding, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/last_changes?" + query))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        given().get("/last_changes")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
        given().post("/api/v1/last_changes/acknowledgment").then().statusCode(401);
    }

    @Test
    void anUnreadableAcknowledgmentIsRefused() {
        signedInAndLoaded("{}");
        for (var timestamp : List.of("", "yesterday")) {
            given().formParam("auth_token", token)
                    .formParam("timestamp", timestamp)
                    .post("/api/v1/last_changes/acknowledgment")
                    .then()
                    .statusCode(400)
                    .body("message", equalTo("Invalid timestamp"))
                    .body("status_code", equalTo(400));
        }
    }

    @Test
    void itTellsOperatorsHowTheFeedIs() {
        signedInAndLoaded("{}");

        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("velvet_feed_lag_seconds_bucket"))
                .body(containsString("velvet_feed_watermark_age_seconds"))
                .body(containsString("velvet_sync_elements_served_total"))
                .body(containsString("velvet_sync_reloads_total"));
    }
}
