package app.velvet.push.delivery;

import static app.velvet.push.Staff.EVERYTHING;
import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.Apple;
import app.velvet.push.Database;
import app.velvet.push.Google;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class DeliveryResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Apple apple;
    Google google;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Member manager;
    private Member nina;
    private String iphone;

    @BeforeEach
    void hire() {
        manager = staff.managerOfNewCompany();
        nina = staff.hire(manager.companyId(), "Nina Host").done();
        iphone = Phones.iphoneOf(nina);
    }

    @Test
    void messageReachesThePhoneAndItsWayIsShown() {
        long id = send("Doors at ten");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals(List.of("accepted"), deliveries(nina, id).getList("state")));
        assertEquals("Tonight", apple.received(iphone).get(0).title());
        assertEquals("Doors at ten", apple.received(iphone).get(0).message());
        var delivery = deliveries(nina, id);
        assertEquals(
                List.of(
                        "created_at",
                        "decided_at",
                        "device_id",
                        "expires_at",
                        "id",
                        "next_try_at",
                        "platform",
                        "reason",
                        "state",
                        "tries"),
                delivery.getMap("[0]").keySet().stream().sorted().toList());
        assertEquals("ios", delivery.getString("[0].platform"));
        assertEquals(1, delivery.getInt("[0].tries"));
        assertNull(delivery.get("[0].reason"));
        assertNull(delivery.get("[0].next_try_at"));
        assertNotNull(delivery.get("[0].decided_at"));
    }

    @Test
    void messageReachesAnAndroidPhoneAsWell() {
        var android = Phones.newFcmToken();
        Phones.registerAndroid(nina, android, "pixel");

        long id = send("Doors at ten");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of("accepted", "accepted"), deliveries(nina, id).getList("state")));
        assertEquals(Set.of("ios", "android"), Set.copyOf(deliveries(nina, id).getList("platform")));
        assertEquals(
                "Doors at ten",
                google.received(android).get(0).getJsonObject("notification").getString("body"));
    }

    @Test
    void reasonOfTheProviderIsShown() {
        apple.misbehave(iphone, Apple.refuses(400, "TopicDisallowed"));

        long id = send("Never");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals(List.of("refused"), deliveries(nina, id).getList("state")));
        assertEquals("TopicDisallowed", deliveries(nina, id).getString("[0].reason"));
    }

    @Test
    void whatFindsItsDeviceGoneSaysSo() {
        apple.misbehave(iphone, Apple.refuses(400, "BadDeviceToken"));
        long id = send("Nobody there");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals(List.of("refused"), deliveries(nina, id).getList("state")));

        database.execute("""
                insert into delivery (company_id, notification_id, user_id, device_id, platform, caused_at, expires_at)
                select company_id, notification_id, user_id, device_id, platform, caused_at, expires_at
                  from delivery where company_id = ? and notification_id = ?
                """, nina.companyId(), id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of("BadDeviceToken", "NoDevice"),
                        deliveries(nina, id).getList("reason")));
        assertEquals(List.of("refused", "refused"), deliveries(nina, id).getList("state"));
        assertNotNull(deliveries(nina, id).get("[1].decided_at"));
        assertNull(deliveries(nina, id).get("[1].next_try_at"));
    }

    @Test
    void whatIsStillToBeTriedSaysWhen() {
        apple.misbehave(iphone, Apple.asksToWait(Duration.ofHours(1)));

        long id = send("Later");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertEquals("TooManyRequests", deliveries(nina, id).getString("[0].reason")));
        assertEquals("waiting", deliveries(nina, id).getString("[0].state"));
        assertNotNull(deliveries(nina, id).get("[0].next_try_at"));
        assertNull(deliveries(nina, id).get("[0].decided_at"));
    }

    @Test
    void deliveriesAreForTheUserAndForWhoSeesTheCompanys() {
        long id = send("For Nina");
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(EVERYTHING, "VenueNotificationTemplate", "read")
                .done();
        var colleague = staff.hire(manager.companyId(), "Otis Host").done();

        assertEquals(1, deliveries(reader, id).getList("$").size());
        for (var other : List.of(colleague, staff.managerOfNewCompany())) {
            other.asks()
                    .when()
                    .get("/api/v1/notifications/" + id + "/deliveries")
                    .then()
                    .statusCode(404)
                    .body("message", equalTo("Notification " + id + " was not found"));
        }
    }

    @Test
    void slowProviderHoldsUpNoRequest() {
        for (int i = 0; i < 30; i++) {
            apple.misbehave(iphone, apple.holdsBack());
            send("Slow");
        }
        await().atMost(PATIENCE).until(() -> apple.heldBack() > 0);

        var started = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            nina.asks().when().get("/api/v1/notifications/unread_count").then().statusCode(200);
        }
        var took = Duration.ofNanos(System.nanoTime() - started);

        apple.letGo();
        assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
    }

    private long send(String message) {
        manager.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put(
                                "notification",
                                new JsonObject()
                                        .put("title", "Tonight")
                                        .put("message", message)
                                        .put("user_ids", JsonArray.of(nina.userId())))
                        .encode())
                .when()
                .post("/api/v1/notifications")
                .then()
                .statusCode(200);
        return nina.asks()
                .when()
                .get("/api/v1/notifications/list")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    private static JsonPath deliveries(Member reader, long id) {
        return reader.asks()
                .when()
                .get("/api/v1/notifications/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
