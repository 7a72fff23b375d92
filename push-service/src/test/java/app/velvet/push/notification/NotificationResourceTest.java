package app.velvet.push.notification;

import static app.velvet.push.Staff.EVERYTHING;
import static app.velvet.push.Staff.OWN;
import static app.velvet.push.Staff.atVenues;
import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.push.Database;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class NotificationResourceTest {

    private static final String READ = "The Notification was successfully marked as read";

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Member manager;
    private Member nina;
    private Member otis;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        nina = staff.hire(manager.companyId(), "Nina Host").at(7).done();
        otis = staff.hire(manager.companyId(), "Otis Host").at(8).done();
    }

    @Test
    void messageReachesItsRecipientsWithAllItsFields() {
        sending(manager, message("Doors at ten").put("title", "Tonight").put("user_ids", users(nina)))
                .statusCode(200)
                .body("recipients", equalTo(1));

        var list = get(nina, "/list");
        assertEquals(
                List.of(
                        "company_id",
                        "created_at",
                        "id",
                        "message",
                        "read",
                        "sender_id",
                        "sender_type",
                        "title",
                        "user_id"),
                list.getMap("[0]").keySet().stream().sorted().toList());
        assertEquals(nina.userId(), list.getLong("[0].user_id"));
        assertEquals(nina.companyId(), list.getLong("[0].company_id"));
        assertEquals(manager.userId(), list.getLong("[0].sender_id"));
        assertEquals("User", list.getString("[0].sender_type"));
        assertEquals("Tonight", list.getString("[0].title"));
        assertEquals("Doors at ten", list.getString("[0].message"));
        assertEquals(false, list.getBoolean("[0].read"));
        assertEquals(List.of(), messages(otis, "/list"));
    }

    @Test
    void messageToAVenueReachesThoseWhoWorkThere() {
        sending(manager, message("Staff meeting").put("venue_id", 7)).body("recipients", equalTo(1));

        assertEquals(List.of("Staff meeting"), messages(nina, "/list"));
        assertEquals(List.of(), messages(otis, "/list"));
    }

    @Test
    void messageToEveryoneReachesAllButItsSender() {
        sending(manager, message("Thank you all").put("everyone", true)).body("recipients", equalTo(2));

        assertEquals(List.of("Thank you all"), messages(nina, "/list"));
        assertEquals(List.of("Thank you all"), messages(otis, "/list"));
        assertEquals(List.of(), messages(manager, "/list"));
    }

    @Test
    void deactivatedUsersGetNoMessage() {
        staff.deactivate(otis);

        sending(manager, message("Hello").put("user_ids", users(nina, otis))).body("recipients", equalTo(1));
        sending(manager, message("Hello").put("everyone", true)).body("recipients", equalTo(1));
    }

    @Test
    void messageToAnotherCompanysUserIsRefused() {
        var stranger = staff.managerOfNewCompany();

        sending(manager, message("Hello").put("user_ids", users(nina, stranger)))
                .statusCode(400)
                .body("errors.user_ids", contains("is invalid"));

        assertEquals(List.of(), messages(nina, "/list"));
    }

    @Test
    void recipientsAreNamedInOneWay() {
        sending(manager, message("Hello")).statusCode(400).body("errors.user_ids", contains("can't be blank"));
        sending(manager, message("Hello").put("everyone", true).put("venue_id", 7))
                .statusCode(400)
                .body("errors.user_ids", contains("can't be given along with venue_id or everyone"));
        sending(manager, new JsonObject().put("everyone", true))
                .statusCode(400)
                .body("errors.message", contains("can't be blank"));
    }

    @Test
    void sendingNeedsAPermissionThatReachesTheRecipients() {
        sending(nina, message("Hello").put("user_ids", users(otis)))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        var atSeven = staff.hire(manager.companyId(), "Vera Venue")
                .may(atVenues(7L), "VenueNotificationTemplate", "manage")
                .done();
        sending(atSeven, message("To seven").put("venue_id", 7)).statusCode(200);
        sending(atSeven, message("To Nina").put("user_ids", users(nina))).statusCode(200);
        sending(atSeven, message("To Otis").put("user_ids", users(otis))).statusCode(401);
        sending(atSeven, message("To eight").put("venue_id", 8)).statusCode(401);
        sending(atSeven, message("To all").put("everyone", true)).statusCode(401);

        assertEquals(List.of("To Nina", "To seven"), messages(nina, "/list"));
        assertEquals(List.of(), messages(otis, "/list"));
    }

    @Test
    void messageWithTheSameKeyIsSentOnce() {
        for (int i = 0; i < 2; i++) {
            sendingWithKey("tonight", message("Once").put("everyone", true))
                    .statusCode(200)
                    .body("recipients", equalTo(2));
        }

        assertEquals(List.of("Once"), messages(nina, "/list"));
    }

    @Test
    void repetitionGetsTheFirstAnswerAlsoWhereARecipientHasGoneMeanwhile() {
        var rita = staff.hire(manager.companyId(), "Rita Host").done();
        var once = message("Once").put("user_ids", users(nina, otis, rita));
        sendingWithKey("tonight", once).statusCode(200).body("recipients", equalTo(3));
        staff.deactivate(otis);
        database.execute("delete from staff_member where company_id = ? and id = ?", rita.companyId(), rita.userId());

        sendingWithKey("tonight", once).statusCode(200).body("recipients", equalTo(3));

        assertEquals(List.of("Once"), messages(nina, "/list"));
        sendingWithKey("tomorrow", once).statusCode(400).body("errors.user_ids", contains("is invalid"));
    }

    @Test
    void listsAreNewestFirstAndEndAfterTwoWeeks() {
        send(nina, "Old", "Older", "New");
        database.execute(
                "update notification set created_at = now() - interval '14 days 1 minute' where message = 'Old' and user_id = ?",
                nina.userId());

        assertEquals(List.of("New", "Older"), messages(nina, "/list"));
        assertEquals(List.of("New", "Older"), messages(nina, "/unread"));
        assertEquals(List.of("New", "Older"), messages(manager, "/all"));
        assertEquals(2, get(nina, "/unread_count").getLong("count"));
    }

    @Test
    void whatIsRecentIsListedWhateverItsId() {
        send(nina, "One", "Two", "Three");
        database.execute(
                "update notification set created_at = now() - interval '15 days' where message = 'Two' and user_id = ?",
                nina.userId());

        assertEquals(List.of("Three", "One"), messages(manager, "/all"));
        assertEquals(List.of("Three", "One"), messages(nina, "/list"));
    }

    @Test
    void listsOfMoreThanAChunkAreComplete() {
        database.execute("""
                insert into notification (company_id, user_id, message, created_at)
                select ?, ?, 'm' || n, now() from generate_series(1, 1203) n
                """, nina.companyId(), nina.userId());

        var all = messages(nina, "/list");

        assertEquals(1203, all.size());
        assertEquals("m1203", all.get(0));
        assertEquals("m1", all.get(1202));
        assertEquals(1203, Set.copyOf(all).size());
        assertEquals(all, messages(manager, "/all"));

        putting(nina, new JsonObject()).statusCode(200);
        assertEquals(0, get(nina, "/unread_count").getLong("count"));
    }

    @Test
    void allIsOnesOwnWithoutPermissionForTheCompany() {
        send(nina, "For Nina");
        send(otis, "For Otis");

        assertEquals(List.of("For Nina"), messages(nina, "/all"));
        assertEquals(List.of("For Otis", "For Nina"), messages(manager, "/all"));
        var own = staff.hire(manager.companyId(), "Sam Self")
                .may(OWN, "VenueNotificationTemplate", "read")
                .done();
        assertEquals(List.of(), messages(own, "/all"));
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "VenueNotificationTemplate", "read")
                .done();
        assertEquals(List.of("For Otis", "For Nina"), messages(reader, "/all"));
        assertEquals(List.of(), messages(staff.managerOfNewCompany(), "/all"));
    }

    @Test
    void givenOnesAreMarkedAsRead() {
        send(nina, "One", "Two");
        long two = get(nina, "/list").getLong("[0].id");

        putting(nina, new JsonObject().put("ids", JsonArray.of(two)))
                .statusCode(200)
                .body("message", equalTo(READ));

        assertEquals(List.of("One"), messages(nina, "/unread"));
        assertEquals(List.of(true, false), get(nina, "/list").getList("read"));
        assertEquals(1, get(nina, "/unread_count").getLong("count"));
    }

    @Test
    void withoutIdsAllOfTheUsersAreMarkedAsRead() {
        send(nina, "One", "Two");
        send(otis, "Three");

        putting(nina, new JsonObject()).statusCode(200).body("message", equalTo(READ));

        assertEquals(0, get(nina, "/unread_count").getLong("count"));
        assertEquals(1, get(otis, "/unread_count").getLong("count"));
    }

    @Test
    void idsOfOthersAreIgnored() {
        send(nina, "One");
        long one = get(nina, "/list").getLong("[0].id");

        putting(otis, new JsonObject().put("ids", JsonArray.of(one)))
                .statusCode(200)
                .body("message", equalTo(READ));

        assertEquals(1, get(nina, "/unread_count").getLong("count"));
    }

    @Test
    void changesArePublishedToTheUserAlone() {
        try (var published = Published.on("push.changes", nina.companyId())) {
            send(nina, "One");
            long id = get(nina, "/list").getLong("[0].id");
            putting(nina, new JsonObject());
            putting(nina, new JsonObject());
            send(nina, "Two");

            var changes = published.await(3);
            assertEquals(
                    List.of(
                            "create Notification/" + id,
                            "update Notification/" + id,
                            "create Notification/" + get(nina, "/list").getLong("[0].id")),
                    published.summaries(3));
            changes.forEach(change -> assertEquals(Set.of("user:" + nina.userId()), Published.audience(change)));
            assertEquals(true, Published.data(changes.get(1)).getBoolean("read"));
            assertEquals("One", Published.data(changes.get(1)).getString("message"));
        }
    }

    private void send(Member recipient, String... messages) {
        for (var message : messages) {
            sending(manager, message(message).put("user_ids", users(recipient))).statusCode(200);
        }
    }

    private static JsonObject message(String text) {
        return new JsonObject().put("message", text);
    }

    private static JsonArray users(Member... members) {
        var ids = new JsonArray();
        for (var member : members) {
            ids.add(member.userId());
        }
        return ids;
    }

    private static ValidatableResponse sending(Member sender, JsonObject notification) {
        return sender.asks()
                .contentType(JSON)
                .body(new JsonObject().put("notification", notification).encode())
                .when()
                .post("/api/v1/notifications")
                .then();
    }

    private ValidatableResponse sendingWithKey(String key, JsonObject notification) {
        return manager.asks()
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .body(new JsonObject().put("notification", notification).encode())
                .when()
                .post("/api/v1/notifications")
                .then();
    }

    private static ValidatableResponse putting(Member reader, JsonObject parameters) {
        return reader.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .put("/api/v1/notifications")
                .then();
    }

    private static List<String> messages(Member reader, String list) {
        return get(reader, list).getList("message");
    }

    private static JsonPath get(Member reader, String path) {
        return reader.asks()
                .when()
                .get("/api/v1/notifications" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
