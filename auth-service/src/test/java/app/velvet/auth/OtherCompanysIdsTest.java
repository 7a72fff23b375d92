package app.velvet.auth;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.Velvet.Tenant;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one company has does not exist for another, whatever its staff may do. */
@AuthServiceTest
class OtherCompanysIdsTest {

    /** What makes each request a good one, were the record the caller's own company's. */
    private static final Map<String, Object> BODY = Map.of(
            "user", Map.of("first_name", "Mallory"),
            "permission_level", Map.of("name", "Mine now"),
            "promoter", Map.of("first_name", "Mallory"));

    @Inject
    Velvet velvet;

    @Test
    void areNotFoundByAnyOperation() {
        var theirs = velvet.tenant();
        var idsByPath = Map.of(
                "/api/v1/permission_levels/{id}", theirs.managerLevelId(),
                "/api/v1/staff/{id}", theirs.managerId(),
                "/api/v1/tokens/{user_id}", theirs.managerId(),
                "/api/v1/api_keys/{id}", apiKey(theirs),
                "/api/v1/promoters/{id}", promoter(theirs));
        var stranger = velvet.tenant();
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .accept("application/json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");

        assertEquals(
                idsByPath.keySet(),
                paths.keySet().stream()
                        .filter(path -> path.startsWith("/api/v1") && path.contains("{"))
                        .filter(path -> !path.contains("static_text"))
                        .collect(toSet()));
        idsByPath.forEach((path, id) -> paths.get(path).keySet().stream()
                .filter(Set.of("get", "put", "post", "delete")::contains)
                .forEach(method -> assertEquals(
                        404,
                        stranger.manager()
                                .body(BODY)
                                .request(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{.*}", id + ""))
                                .statusCode(),
                        method + " " + path)));
    }

    @Test
    void areNotFoundInParametersEither() {
        var theirs = velvet.tenant();
        var stranger = velvet.tenant();

        assertEquals(
                "[]",
                stranger.manager()
                        .get("/api/v1/staff?ids[]=" + theirs.managerId())
                        .asString());
        var refused = stranger.manager()
                .body(Map.of("user", Map.of("permission_level_id", theirs.managerLevelId())))
                .put("/api/v1/staff/" + stranger.managerId());
        assertEquals(400, refused.statusCode());
        assertEquals(List.of("was not found"), refused.jsonPath().getList("errors.permission_level_id"));
    }

    private static long apiKey(Tenant tenant) {
        return tenant.manager()
                .body(Map.of("api_key", Map.of("name", "Ticket shop")))
                .post("/api/v1/api_keys")
                .jsonPath()
                .getLong("id");
    }

    private static long promoter(Tenant tenant) {
        return tenant.manager()
                .body(Map.of(
                        "promoter", Map.of("first_name", "Pat", "last_name", "Promoter", "email", Velvet.anEmail())))
                .post("/api/v1/promoters")
                .jsonPath()
                .getLong("[0].id");
    }
}
