package app.velvet.auth.profile;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ProfileTest {

    @Inject
    Velvet velvet;

    @Test
    void aProfileIsAllOfOneself() {
        var tenant = velvet.tenant();
        var host = velvet.colleague(tenant, Map.of("birthdate", "1990-02-28", "title", "Host"));

        JsonPath profile = host.request()
                .get("/api/v1/profile")
                .then()
                .statusCode(200)
                .body("id", equalTo((int) host.id()))
                .body("first_name", equalTo("Harry"))
                .body("last_name", equalTo("Host"))
                .body("gender", nullValue())
                .body("title", equalTo("Host"))
                .body("all_venues", empty())
                .body("department_name", nullValue())
                .body("user_image.photo.mobile_thumb.url", nullValue())
                .body("email", equalTo(host.email()))
                .body("birthdate", equalTo("1990-02-28T00:00:00-0000"))
                .body("personalized_url", nullValue())
                .body("promoter", equalTo(false))
                .body("permissions_struct", equalTo(Map.of()))
                .extract()
                .jsonPath();

        assertEquals(
                List.of(
                        "id",
                        "first_name",
                        "last_name",
                        "gender",
                        "title",
                        "all_venues",
                        "department_name",
                        "user_image",
                        "email",
                        "birthdate",
                        "personalized_url",
                        "promoter",
                        "permissions_struct"),
                List.copyOf(profile.getMap("$").keySet()));
    }

    @Test
    void everybodyChangesHisOwnNameButNotWhatHeMayDo() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        host.request()
                .body(Map.of(
                        "first_name", "Henry",
                        "gender", "male",
                        "birthdate", "1991-03-01T00:00:00-0000",
                        "email", "another@venue.example",
                        "promoter", true,
                        "permission_level_id", tenant.managerLevelId()))
                .put("/api/v1/profile")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Henry"))
                .body("last_name", equalTo("Host"))
                .body("gender", equalTo("male"))
                .body("birthdate", equalTo("1991-03-01T00:00:00-0000"))
                .body("email", equalTo(host.email()))
                .body("promoter", equalTo(false))
                .body("permissions_struct", equalTo(Map.of()));

        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals("Henry", Published.data(change).get("first_name").asText());
        }
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        for (var name : new String[] {"Harry", "Henry"}) {
            host.request()
                    .body(Map.of("first_name", name, "title", ""))
                    .put("/api/v1/profile")
                    .then()
                    .statusCode(200)
                    .body("first_name", equalTo(name));
        }

        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals("Henry", Published.data(change).get("first_name").asText());
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        velvet.tenant()
                .manager()
                .body(Map.of("first_name", "", "gender", "robot", "birthdate", "yesterday"))
                .put("/api/v1/profile")
                .then()
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"))
                .body("errors.gender", contains("is invalid"))
                .body("errors.birthdate", contains("is invalid"));
    }

    @Test
    void theSignupFlagIsSetOnce() {
        var tenant = velvet.tenant();
        tenant.manager()
                .get("/api/v1/profile/signup_flag")
                .then()
                .statusCode(200)
                .body("status", equalTo(false));

        tenant.manager()
                .post("/api/v1/profile/signup_flag")
                .then()
                .statusCode(200)
                .body("message", equalTo("Success"));

        tenant.manager()
                .get("/api/v1/profile/signup_flag")
                .then()
                .statusCode(200)
                .body("status", equalTo(true));
        tenant.manager().post("/api/v1/profile/signup_flag").then().statusCode(200);
    }

    @Test
    void aTokenMayStandInTheBodyOfAGet() {
        var tenant = velvet.tenant();

        given().contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("auth_token", tenant.managerToken())
                .get("/api/v1/profile.json")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Mona"));
    }

    @Test
    void aTokenIsNeeded() {
        for (var path : List.of("/api/v1/profile", "/api/v1/profile/signup_flag")) {
            given().get(path).then().statusCode(401).body("message", equalTo("Authentication token is required"));
        }
    }
}
