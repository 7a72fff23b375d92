package app.velvet.push.notification;

import static app.velvet.push.Staff.EVERYTHING;
import static app.velvet.push.Staff.OWN;
import static app.velvet.push.Staff.atVenues;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.Database;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Told;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls take, and whom they let do what. */
@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class NotificationRequestsTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Member manager;
    private Member nina;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        nina = staff.hire(manager.companyId(), "Nina Host").at(7).done();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/notifications/all",
        "GET, /api/v1/notifications/list",
        "GET, /api/v1/notifications/unread",
        "GET, /api/v1/notifications/unread_count",
        "GET, /api/v1/notifications/1/deliveries",
        "PUT, /api/v1/notifications",
        "POST, /api/v1/notifications"
    })
    void everyCallNeedsAToken(String method, String path) {
        RestAssured.given()
                .when()
                .request(method, path)
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @ParameterizedTest
    @CsvSource({"title, 255", "message, 10000"})
    void textsAreBoundedInCharacters(String field, int longest) {
        var longestText = "😀".repeat(longest);
        send(manager, message().put("user_ids", nina.userId()).put(field, longestText))
                .statusCode(200);
        send(manager, message().put("user_ids", nina.userId()).put(field, longestText + "x"))
                .statusCode(400)
                .body("errors." + field, contains("is too long (maximum is " + longest + " characters)"));

        nina.asks()
                .when()
                .get("/api/v1/notifications/list")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0]." + field, equalTo(longestText));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void messageSaysSomethingAndTitleNeedNot(String blank) {
        send(manager, message().put("user_ids", nina.userId()).put("message", blank))
                .statusCode(400)
                .body("errors.message", contains("can't be blank"));
        send(manager, message().put("user_ids", nina.userId()).put("title", blank))
                .statusCode(200);

        nina.asks().when().get("/api/v1/notifications/list").then().body("[0].title", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"notification\": 7}",
                "{\"notification\": []}",
                "{\"notification\": {\"message\": {\"x\": 1}, \"everyone\": true}}",
                "{\"notification\": {\"message\": \"x\", \"everyone\": \"maybe\"}}",
                "{\"notification\": {\"message\": \"x\", \"venue_id\": \"seven\"}}",
                "{\"notification\": {\"message\": \"x\", \"user_ids\": [{\"id\": 1}]}}",
                "{\"notification\": {\"message\": \"x\", \"user_ids\": []}}",
                "{\"notification\": {\"message\": \"x\", \"user_ids\": [-1]}}",
                "{\"notification\": {\"message\": \"x\", \"everyone\": false}}",
                "{\"notification\": {\"message\": \"x\\u0000\", \"everyone\": true}}",
                "{}",
                "{"
            })
    void whatIsNoMessageIsRefused(String body) {
        manager.asks()
                .contentType(JSON)
                .body(body)
                .when()
                .post("/api/v1/notifications")
                .then()
                .statusCode(400);

        Told.assertNothing(nina);
    }

    @Test
    void textsAreKeptAsTheyAreWritten() {
        var text = "<script>alert('x')</script> \"'; drop table notification; -- \\ %s \u202E\n😀";

        send(manager, message().put("user_ids", nina.userId()).put("message", text))
                .statusCode(200);

        assertEquals(List.of(text), Told.messages(nina));
    }

    @Test
    void formsAreTakenToo() {
        manager.asks()
                .formParam("notification[user_ids][]", nina.userId())
                .formParam("notification[message]", "Doors at ten")
                .when()
                .post("/api/v1/notifications.json")
                .then()
                .statusCode(200)
                .body("recipients", equalTo(1));

        assertEquals(List.of("Doors at ten"), Told.messages(nina));
    }

    @Test
    void whoIsNamedTwiceIsToldOnceAndTheSenderNever() {
        var ids = JsonArray.of(nina.userId(), nina.userId(), manager.userId());

        send(manager, message().put("user_ids", ids)).statusCode(200).body("recipients", equalTo(1));

        assertEquals(List.of("Doors at ten"), Told.messages(nina));
        Told.assertNothing(manager);
    }

    @Test
    void venueOfAnotherCompanyHasNoRecipients() {
        var stranger = staff.hire(Staff.newCompany(), "Sam Stranger").at(9).done();

        send(manager, message().put("venue_id", 9)).statusCode(200).body("recipients", equalTo(0));

        Told.assertNothing(stranger);
    }

    @Test
    void whoMaySendToHimselfOrReadAllSendsToNobody() {
        var own = staff.hire(manager.companyId(), "Sam Self")
                .may(OWN, "VenueNotificationTemplate", "manage")
                .done();
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "VenueNotificationTemplate", "read")
                .done();
        for (var sender : List.of(own, reader, nina)) {
            send(sender, message().put("everyone", true)).statusCode(401);
            send(sender, message().put("venue_id", 7)).statusCode(401);
            send(sender, message().put("user_ids", nina.userId())).statusCode(401);
        }

        Told.assertNothing(nina);
    }

    @Test
    void nobodyBeyondTheSendersVenuesIsTold() {
        var otis = staff.hire(manager.companyId(), "Otis Host").at(8).done();
        var atSeven = staff.hire(manager.companyId(), "Vera Venue")
                .may(atVenues(7L), "VenueNotificationTemplate", "manage")
                .done();

        send(atSeven, message().put("user_ids", JsonArray.of(nina.userId(), otis.userId())))
                .statusCode(401);

        Told.assertNothing(nina, otis);
    }

    @Test
    void othersOfTheCompanyAndOfOtherCompaniesAreNotMarkedAsRead() {
        var stranger = staff.hire(Staff.newCompany(), "Sam Stranger").at(9).done();
        long ninas = tell(nina);
        long strangers = tell(stranger);
        long own = tell(manager);

        mark(manager, new JsonObject().put("ids", JsonArray.of(ninas, strangers, own, Long.MAX_VALUE)))
                .statusCode(200)
                .body("message", equalTo("The Notification was successfully marked as read"));

        assertEquals(
                List.of(own + ""),
                database.query("select id from notification where read and id in (?, ?, ?)", ninas, strangers, own));
    }

    @Test
    void oneIdNeedsNoListAndNoIdMarksNothing() {
        long one = tell(nina);
        long two = tell(nina);

        mark(nina, new JsonObject().put("ids", new JsonArray())).statusCode(200);
        assertEquals(2, countUnread(nina));
        nina.asks()
                .formParam("ids", one)
                .when()
                .put("/api/v1/notifications")
                .then()
                .statusCode(200);
        assertEquals(1, countUnread(nina));
        nina.asks()
                .queryParam("ids[]", two)
                .when()
                .put("/api/v1/notifications")
                .then()
                .statusCode(200);
        assertEquals(0, countUnread(nina));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"one\"]", "[1.5]", "{\"a\": 1}", "[[1]]", "[0]"})
    void whatIsNoIdIsRefusedByName(String ids) {
        tell(nina);

        nina.asks()
                .contentType(JSON)
                .body("{\"ids\": " + ids + "}")
                .when()
                .put("/api/v1/notifications")
                .then()
                .statusCode(400)
                .body("errors.ids", contains("is invalid"));

        assertEquals(1, countUnread(nina));
    }

    @Test
    void publishedNotificationIsTheOneThatIsListed() {
        try (var published = Published.on("push.changes", manager.companyId())) {
            send(manager, message().put("user_ids", nina.userId())).statusCode(200);
            mark(nina, new JsonObject()).statusCode(200);

            var changes = published.await(2);
            var listed = new JsonArray(
                            nina.asks().when().get("/api/v1/notifications/list").asString())
                    .getJsonObject(0);
            assertEquals(listed, Published.data(changes.get(1)));
            assertEquals(listed.copy().put("read", false), Published.data(changes.get(0)));
        }
    }

    private static JsonObject message() {
        return new JsonObject().put("title", "Tonight").put("message", "Doors at ten");
    }

    private static ValidatableResponse send(Member sender, JsonObject notification) {
        return sender.asks()
                .contentType(JSON)
                .body(new JsonObject().put("notification", notification).encode())
                .when()
                .post("/api/v1/notifications")
                .then();
    }

    private static ValidatableResponse mark(Member reader, JsonObject parameters) {
        return reader.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .put("/api/v1/notifications")
                .then();
    }

    /** The id of a notification of his. */
    private long tell(Member member) {
        database.execute(
                "insert into notification (company_id, user_id, message, created_at) values (?, ?, 'Hello', now())",
                member.companyId(),
                member.userId());
        return Long.parseLong(database.query(
                        "select max(id) from notification where company_id = ? and user_id = ?",
                        member.companyId(),
                        member.userId())
                .get(0));
    }

    private static int countUnread(Member reader) {
        return reader.asks()
                .when()
                .get("/api/v1/notifications/unread_count")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("count");
    }
}
