package app.velvet.auth.apikey;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ApiKeyTest {

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Test
    void callsAsItselfWithEveryRight() {
        var tenant = velvet.tenant();

        var key = issue(tenant, "Ticket shop");

        assertEquals("Ticket shop", key.getString("name"));
        assertEquals("k." + key.getLong("id"), claims(key.getString("token")).getString("dev"));
        var profile = Velvet.as(key.getString("token"))
                .get("/api/v1/profile")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(key.getLong("id"), profile.getLong("id"));
        assertEquals(List.of(Map.of()), profile.getList("permissions_struct.Contact.view_full"));
        Velvet.as(key.getString("token"))
                .body(Map.of("company", Map.of("name", "Birdland")))
                .put("/api/v1/company")
                .then()
                .statusCode(200)
                .body("name", equalTo("Birdland"));
    }

    @Test
    void isListedWithoutItsTokenAndIsNoneOfTheStaff() {
        var tenant = velvet.tenant();
        long id = issue(tenant, "Ticket shop").getLong("id");

        assertEquals(
                "[{\"id\":%d,\"name\":\"Ticket shop\"}]".formatted(id),
                tenant.manager().get("/api/v1/api_keys").asString());
        tenant.manager().get("/api/v1/staff").then().body("id", contains((int) tenant.managerId()));
        tenant.manager().get("/api/v1/staff?ids[]=" + id).then().body("$", equalTo(List.of()));
        tenant.manager()
                .body(Map.of("user", Map.of("email", Velvet.anEmail(), "password", "a way to sign in")))
                .put("/api/v1/staff/" + id)
                .then()
                .statusCode(404);
        tenant.manager().delete("/api/v1/tokens/" + id).then().statusCode(404);
    }

    @Test
    void endsWhenItIsDeleted() {
        var tenant = velvet.tenant();
        var key = issue(tenant, "Ticket shop");

        tenant.manager()
                .delete("/api/v1/api_keys/" + key.getLong("id"))
                .then()
                .statusCode(200)
                .body("message", equalTo("The API key was successfully deleted"));

        Velvet.as(key.getString("token")).get("/api/v1/profile").then().statusCode(423);
        tenant.manager().get("/api/v1/api_keys").then().body("$", equalTo(List.of()));
        tenant.manager().delete("/api/v1/api_keys/" + key.getLong("id")).then().statusCode(404);
    }

    @Test
    void itsTokenIsGoodFor730Days() {
        var tenant = velvet.tenant();
        var lifetime = Duration.ofDays(730);

        clock.ahead(Duration.ofDays(10), () -> {
            long before = clock.instant().plus(lifetime).getEpochSecond();
            long end = claims(issue(tenant, "Ticket shop").getString("token")).getLong("exp");
            long after = clock.instant().plus(lifetime).getEpochSecond();

            assertTrue(before <= end && end <= after, "exp: " + end);
        });
    }

    @Test
    void endsWithItsCompany() {
        var tenant = velvet.tenant();
        var token = issue(tenant, "Ticket shop").getString("token");

        velvet.operator()
                .body(Map.of("company", Map.of("active", false)))
                .put("/internal/companies/" + tenant.id())
                .then()
                .statusCode(200);

        Velvet.as(token).get("/api/v1/profile").then().statusCode(423);
    }

    @Test
    void changesNothingOfItself() {
        var tenant = velvet.tenant();
        var key = issue(tenant, "Ticket shop");

        Velvet.as(key.getString("token"))
                .body(Map.of("first_name", "Mona", "last_name", "Manager"))
                .put("/api/v1/profile")
                .then()
                .statusCode(404)
                .body("message", equalTo("User " + key.getLong("id") + " was not found"));

        tenant.manager().get("/api/v1/api_keys").then().body("name", contains("Ticket shop"));
    }

    @Test
    void othersLearnOfItAsOfAUserThatIsNoPerson() {
        var tenant = velvet.tenant();

        try (var published = new Published()) {
            long id = issue(tenant, "Ticket shop").getLong("id");

            var user =
                    Published.data(published.await(tenant.id(), "User", id, 1).get(0));
            assertTrue(user.get("service").booleanValue());
            assertEquals("Ticket shop", user.get("first_name").textValue());
            assertEquals(
                    "[{}]", user.at("/permissions_struct/Reservation/create").toString());
        }
    }

    @Test
    void isMadeOnceForAnIdempotencyKeyAndShownOnce() {
        var tenant = velvet.tenant();
        var once = UUID.randomUUID().toString();
        var name = Map.of("api_key", Map.of("name", "Ticket shop"));
        tenant.manager()
                .header("Idempotency-Key", once)
                .body(name)
                .post("/api/v1/api_keys")
                .then()
                .statusCode(200);

        tenant.manager()
                .header("Idempotency-Key", once)
                .body(name)
                .post("/api/v1/api_keys")
                .then()
                .statusCode(409)
                .body("message", equalTo("The request was already done and its answer is not kept"));

        tenant.manager().get("/api/v1/api_keys").then().body("name", contains("Ticket shop"));
    }

    @Test
    void isNobodysElse() {
        var tenant = velvet.tenant();
        long id = issue(tenant, "Ticket shop").getLong("id");

        velvet.tenant().manager().delete("/api/v1/api_keys/" + id).then().statusCode(404);
        var host = velvet.host(tenant);
        host.request().get("/api/v1/api_keys").then().statusCode(401);
        host.request().delete("/api/v1/api_keys/" + id).then().statusCode(401);
        host.request()
                .body(Map.of("api_key", Map.of("name", "Mine")))
                .post("/api/v1/api_keys")
                .then()
                .statusCode(401);
    }

    private static JsonPath issue(Velvet.Tenant tenant, String name) {
        return tenant.manager()
                .body(Map.of("api_key", Map.of("name", name)))
                .post("/api/v1/api_keys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
