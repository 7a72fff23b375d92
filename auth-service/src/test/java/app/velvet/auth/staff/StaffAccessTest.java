package app.velvet.auth.staff;

import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.staff.Requests.add;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class StaffAccessTest {

    @Inject
    Velvet velvet;

    @Test
    void onlyWhoManagesUsersOfTheWholeCompanyMayChangeThem() {
        var tenant = velvet.tenant();
        var selfOnly = velvet.level(tenant, Map.of("User", Map.of("manage", List.of(Map.of("self", true)))));
        var hosts = List.of(velvet.host(tenant), velvet.colleague(tenant, Map.of("permission_level_id", selfOnly)));

        for (var host : hosts) {
            notPermitted(add(host.token(), anEmail(), Map.of()));
            notPermitted(host.request()
                    .body(Map.of("user", Map.of("permission_level_id", tenant.managerLevelId())))
                    .put("/api/v1/staff/" + host.id())
                    .then());
            notPermitted(
                    host.request().delete("/api/v1/staff/" + tenant.managerId()).then());
        }
    }

    @Test
    void aTokenIsNeeded() {
        given().get("/api/v1/staff")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
        given().post("/api/v1/staff").then().statusCode(401);
        given().put("/api/v1/staff/1").then().statusCode(401);
        given().delete("/api/v1/staff/1").then().statusCode(401);
    }

    private static void notPermitted(ValidatableResponse answer) {
        answer.statusCode(401).body("message", equalTo("User has no permissions for this action"));
    }
}
