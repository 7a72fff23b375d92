package app.velvet.auth;

import static io.restassured.RestAssured.given;

import app.velvet.api.token.ServiceTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a test begins with: companies, staff and their tokens, made as clients and operators make them. */
@Singleton
public class Velvet {

    public static final String PASSWORD = "correct horse";

    @Inject
    ServiceTokens serviceTokens;

    /** A company with its manager signed in. */
    public record Tenant(long id, long managerId, long managerLevelId, String managerEmail, String managerToken) {

        /** A request of the manager. */
        public RequestSpecification manager() {
            return as(managerToken);
        }
    }

    /** A user signed in. */
    public record Colleague(long id, String email, String token) {

        public RequestSpecification request() {
            return as(token);
        }
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public static String anEmail() {
        return UUID.randomUUID() + "@venue.example";
    }

    /** An address nobody else signs in from. */
    public static String anAddress() {
        var random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    public RequestSpecification operator() {
        return given().header(ServiceTokens.HEADER, serviceTokens.issue("auth-service"))
                .contentType(ContentType.JSON);
    }

    public Tenant tenant() {
        var email = anEmail();
        var founded = operator()
                .body(founding(email))
                .post("/internal/companies")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Tenant(
                founded.getLong("id"),
                founded.getLong("manager_id"),
                founded.getLong("permission_level_id"),
                email,
                signIn(email));
    }

    public static Map<String, Object> founding(String email) {
        return Map.of(
                "company", Map.of("name", "Blue Note", "time_zone", "America/New_York"),
                "manager", Map.of("email", email, "password", PASSWORD, "first_name", "Mona", "last_name", "Manager"));
    }

    /** A host of the company who is permitted nothing. */
    public Colleague host(Tenant tenant) {
        return colleague(tenant, Map.of());
    }

    public Colleague colleague(Tenant tenant, Map<String, ?> fields) {
        var email = anEmail();
        var user = new HashMap<String, Object>(
                Map.of("first_name", "Harry", "last_name", "Host", "email", email, "password", PASSWORD));
        user.putAll(fields);
        long id = tenant.manager()
                .body(Map.of("user", user))
                .post("/api/v1/staff")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        return new Colleague(id, email, signIn(email));
    }

    /** The id of a new permission level. */
    public long level(Tenant tenant, Map<String, ?> permissionsStruct) {
        return tenant.manager()
                .body(Map.of(
                        "permission_level",
                        Map.of("name", "Level " + UUID.randomUUID(), "permissions_struct", permissionsStruct)))
                .post("/api/v1/permission_levels")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** The token of a new session. */
    public static String signIn(String email) {
        return from(anAddress())
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    /** A request that the gateway passes on from an address. */
    public static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address).contentType(ContentType.JSON);
    }
}
