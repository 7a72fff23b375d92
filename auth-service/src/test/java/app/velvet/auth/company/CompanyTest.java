package app.velvet.auth.company;

import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.founding;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class CompanyTest {

    @Inject
    Velvet velvet;

    @Test
    void everybodySeesHisCompany() {
        var tenant = velvet.tenant();

        velvet.host(tenant)
                .request()
                .get("/api/v1/company")
                .then()
                .statusCode(200)
                .body(
                        "",
                        equalTo(Map.of("id", (int) tenant.id(), "name", "Blue Note", "time_zone", "America/New_York")));
    }

    @Test
    void whoManagesItChangesIt() {
        var tenant = velvet.tenant();

        tenant.manager()
                .body(Map.of("company", Map.of("time_zone", "Europe/Zurich", "active", false)))
                .put("/api/v1/company")
                .then()
                .statusCode(200)
                .body("name", equalTo("Blue Note"))
                .body("time_zone", equalTo("Europe/Zurich"));

        tenant.manager().get("/api/v1/company").then().statusCode(200).body("time_zone", equalTo("Europe/Zurich"));
        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "Company", tenant.id(), 2);
            assertEquals("create", Published.value(changes.get(0)).get("action").asText());
            var data = Published.data(changes.get(1));
            assertEquals("Europe/Zurich", data.get("time_zone").asText());
            assertTrue(data.get("active").asBoolean(), "only operators close a company");
            assertEquals(6, data.size());
            assertEquals("company", TopicProbe.header(changes.get(1), "ce_audience"));
        }
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        var tenant = velvet.tenant();

        for (var name : new String[] {"Blue Note", "Red Note"}) {
            tenant.manager()
                    .body(Map.of("company", Map.of("name", name)))
                    .put("/api/v1/company")
                    .then()
                    .statusCode(200)
                    .body("name", equalTo(name));
        }

        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "Company", tenant.id(), 2);
            assertEquals("Red Note", Published.data(changes.get(1)).get("name").asText());
        }
    }

    @Test
    void othersDoNot() {
        var host = velvet.host(velvet.tenant());

        host.request()
                .body(Map.of("company", Map.of("name", "Mine")))
                .put("/api/v1/company")
                .then()
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        given().get("/api/v1/company").then().statusCode(401);
    }

    @Test
    void whatIsWrongIsNamed() {
        velvet.tenant()
                .manager()
                .body(Map.of("company", Map.of("name", "", "time_zone", "Europe/Atlantis")))
                .put("/api/v1/company")
                .then()
                .statusCode(400)
                .body("errors.name", contains("can't be blank"))
                .body("errors.time_zone", contains("is not the name of a time zone"));
    }

    @Test
    void aCompanyIsFoundedOncePerEmail() {
        var email = anEmail();
        velvet.operator()
                .body(founding(email))
                .post("/internal/companies")
                .then()
                .statusCode(200);

        velvet.operator()
                .body(founding(email))
                .post("/internal/companies")
                .then()
                .statusCode(409)
                .body("message", equalTo("Email is not available"));
    }

    @Test
    void whatAFoundingLacksIsNamed() {
        velvet.operator()
                .body(Map.of("manager", Map.of("email", "nobody")))
                .post("/internal/companies")
                .then()
                .statusCode(400)
                .body("errors.company", contains("can't be blank"))
                .body("errors.email", contains("is invalid"))
                .body("errors.password", contains("can't be blank"));
    }

    @Test
    void onlyServicesFoundCompanies() {
        var tenant = velvet.tenant();

        given().contentType(ContentType.JSON)
                .body(founding(anEmail()))
                .post("/internal/companies")
                .then()
                .statusCode(401);
        tenant.manager()
                .body(founding(anEmail()))
                .post("/internal/companies")
                .then()
                .statusCode(401);
        tenant.manager()
                .body(Map.of("company", Map.of("active", false)))
                .put("/internal/companies/" + tenant.id())
                .then()
                .statusCode(401);
    }

    @Test
    void aCompanyThatIsNotThereIsNotFound() {
        velvet.operator()
                .body(Map.of("company", Map.of("active", false)))
                .put("/internal/companies/9007199254740993")
                .then()
                .statusCode(404)
                .body("message", equalTo("Company 9007199254740993 was not found"));
    }
}
