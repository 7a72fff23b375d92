package app.velvet.auth.staff;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.as;
import static app.velvet.auth.Velvet.from;
import static app.velvet.auth.Velvet.signIn;
import static app.velvet.auth.staff.Requests.change;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ChangingStaffTest {

    @Inject
    Velvet velvet;

    @Test
    void onlyGivenFieldsChange() {
        var tenant = velvet.tenant();
        var host = velvet.colleague(tenant, Map.of("title", "Host", "gender", "male"));

        change(tenant, host.id(), Map.of("title", "", "department_name", "Server"))
                .statusCode(200)
                .body("first_name", equalTo("Harry"))
                .body("gender", equalTo("male"))
                .body("title", nullValue())
                .body("department_name", equalTo("Server"));

        change(tenant, host.id(), Map.of("last_name", " "))
                .statusCode(400)
                .body("errors.last_name", contains("can't be blank"));
        host.request().get("/api/v1/profile").then().statusCode(200);
    }

    @Test
    void deactivationEndsAllSessionsAtOnceAndIsPublished() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        tenant.manager()
                .delete("/api/v1/staff/" + host.id())
                .then()
                .statusCode(200)
                .body("id", equalTo((int) host.id()));

        host.request()
                .get("/api/v1/profile")
                .then()
                .statusCode(423)
                .body("message", equalTo("User has been deactivated"));
        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals("update", Published.value(change).get("action").asText());
            assertEquals(false, Published.data(change).get("active").asBoolean());
            var end = published.awaitOfClass(tenant.id(), "Session", 1).get(0);
            assertEquals(host.id(), Published.data(end).get("user_id").asLong());
        }
    }

    @Test
    void whoIsBackSignsInAnew() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);

        change(tenant, host.id(), Map.of("active", true)).statusCode(200);

        host.request().get("/api/v1/profile").then().statusCode(401);
        as(signIn(host.email())).get("/api/v1/profile").then().statusCode(200);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        change(tenant, host.id(), Map.of("password", "another password")).statusCode(200);

        host.request().get("/api/v1/profile").then().statusCode(401);
        from(anAddress())
                .body(Map.of("email", host.email(), "password", PASSWORD))
                .post("/api/v1/tokens")
                .then()
                .statusCode(401);
        from(anAddress())
                .body(Map.of("email", host.email(), "password", "another password"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200);
    }

    @Test
    void aUserOfAnotherCompanyDoesNotExist() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();

        change(tenant, stranger.managerId(), Map.of("title", "Mine"))
                .statusCode(404)
                .body("status_code", equalTo(404))
                .body("message", equalTo("User " + stranger.managerId() + " was not found"));
        tenant.manager().delete("/api/v1/staff/" + stranger.managerId()).then().statusCode(404);
        stranger.manager().get("/api/v1/profile").then().statusCode(200).body("title", nullValue());
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        var tenant = velvet.tenant();
        var host = velvet.colleague(tenant, Map.of("title", "Host"));

        change(tenant, host.id(), Map.of("title", "Host", "active", true)).statusCode(200);
        change(tenant, host.id(), Map.of("title", "Head host")).statusCode(200);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        change(tenant, host.id(), Map.of("active", true)).statusCode(200);

        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "User", host.id(), 4);
            assertEquals(
                    "Head host", Published.data(changes.get(1)).get("title").asText());
            assertEquals(false, Published.data(changes.get(2)).get("active").asBoolean());
            assertEquals(true, Published.data(changes.get(3)).get("active").asBoolean());
        }
    }
}
