package app.velvet.auth.promoter;

import static app.velvet.auth.Pictures.multipart;
import static app.velvet.auth.Pictures.png;
import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.from;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Pictures;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class PromoterTest {

    private static final Map<String, Object> DETAILS = Map.of(
            "mobile_phone", "212 555 0175",
            "gender", "female",
            "birthdate", "1990-02-28",
            "address", "1 Main Street",
            "personal_website", "https://paula.example",
            "promoter_company", "Paula & Friends",
            "start_date", "2014-03-01",
            "title", "Promoter");

    @Inject
    Velvet velvet;

    @Test
    void aPromoterIsAUserWithAllThatIsKnownOfPromoters() {
        var tenant = velvet.tenant();
        var email = anEmail();

        var promoter = add(tenant.managerToken(), email, DETAILS)
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].first_name", equalTo("Paula"))
                .body("[0].last_name", equalTo("Promoter"))
                .body("[0].mobile_phone", equalTo("(212)555-0175"))
                .body("[0].gender", equalTo("female"))
                .body("[0].email", equalTo(email))
                .body("[0].birthdate", equalTo("1990-02-28"))
                .body("[0].address", equalTo("1 Main Street"))
                .body("[0].personal_website", equalTo("https://paula.example"))
                .body("[0].promoter_company", equalTo("Paula & Friends"))
                .body("[0].start_date", equalTo("2014-03-01"))
                .body("[0].title", equalTo("Promoter"))
                .body("[0].promoter", equalTo(true))
                .body("[0].user_image.photo.url", nullValue())
                .extract()
                .jsonPath();

        assertEquals(
                List.of(
                        "id",
                        "first_name",
                        "last_name",
                        "mobile_phone",
                        "gender",
                        "email",
                        "birthdate",
                        "address",
                        "personal_website",
                        "promoter_company",
                        "start_date",
                        "title",
                        "promoter",
                        "user_image"),
                List.copyOf(promoter.getMap("[0]").keySet()));
        long id = promoter.getLong("[0].id");
        tenant.manager().get("/api/v1/staff?promoters=true").then().body("id", contains((int) id));
        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", id, 1).get(0);
            assertEquals("create", Published.value(change).get("action").asText());
            assertTrue(Published.data(change).get("promoter").asBoolean());
            assertTrue(Published.data(change).get("permission_level_id").isNull());
        }
    }

    @Test
    void onlyTheGivenFieldsChange() {
        var tenant = velvet.tenant();
        long id = id(add(tenant.managerToken(), anEmail(), DETAILS));

        change(
                        tenant.managerToken(),
                        id,
                        Map.of("title", "Head promoter", "address", "", "mobile_phone", "+49 30 123456"))
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].id", equalTo((int) id))
                .body("[0].title", equalTo("Head promoter"))
                .body("[0].address", nullValue())
                .body("[0].mobile_phone", equalTo("+4930123456"))
                .body("[0].first_name", equalTo("Paula"))
                .body("[0].start_date", equalTo("2014-03-01"))
                .body("[0].promoter_company", equalTo("Paula & Friends"));

        change(tenant.managerToken(), id, Map.of("title", "Head promoter")).statusCode(200);
        change(tenant.managerToken(), id, Map.of("last_name", "Smith")).statusCode(200);
        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "User", id, 3);
            assertEquals(
                    "Head promoter", Published.data(changes.get(1)).get("title").asText());
            assertEquals(
                    "Smith", Published.data(changes.get(2)).get("last_name").asText());
        }
    }

    @Test
    void anAvatarComesBesideThePromoter() {
        var tenant = velvet.tenant();

        String first = multipart(tenant.managerToken())
                .multiPart("promoter[first_name]", "Paula")
                .multiPart("promoter[last_name]", "Promoter")
                .multiPart("promoter[email]", anEmail())
                .multiPart("avatar", "me.png", png(50, 40), "image/png")
                .post("/api/v1/promoters")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].user_image.photo.url");
        assertEquals(50, Pictures.at(first).getWidth());
        int id = tenant.manager()
                .get("/api/v1/staff?promoters=true")
                .then()
                .extract()
                .path("[0].id");

        multipart(tenant.managerToken())
                .multiPart("avatar", "me.png", png(60, 40), "image/png")
                .put("/api/v1/promoters/" + id)
                .then()
                .statusCode(200)
                .body("[0].first_name", equalTo("Paula"))
                .body("[0].user_image.photo.url", not(equalTo(first)));
        change(tenant.managerToken(), id, Map.of("title", "Promoter"))
                .body("[0].user_image.photo.url", not(nullValue()));
    }

    @Test
    void aRepeatedRequestAddsNobodyTwice() {
        var tenant = velvet.tenant();
        var key = UUID.randomUUID().toString();
        var body = Map.of("promoter", promoter(anEmail(), DETAILS));

        var first = tenant.manager()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/promoters")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        var second = tenant.manager()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/promoters")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(first, second);
    }

    @Test
    void aRepeatedRequestWithAnAvatarAddsNobodyTwice() {
        var tenant = velvet.tenant();
        var key = UUID.randomUUID().toString();
        var email = anEmail();

        assertEquals(addWithAvatar(tenant, key, email), addWithAvatar(tenant, key, email));

        tenant.manager().get("/api/v1/staff?promoters=true").then().body("size()", equalTo(1));
    }

    private static String addWithAvatar(Velvet.Tenant tenant, String idempotencyKey, String email) {
        return multipart(tenant.managerToken())
                .header("Idempotency-Key", idempotencyKey)
                .multiPart("promoter[first_name]", "Paula")
                .multiPart("promoter[last_name]", "Promoter")
                .multiPart("promoter[email]", email)
                .multiPart("avatar", "me.png", png(50, 40), "image/png")
                .post("/api/v1/promoters")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        var tenant = velvet.tenant();

        tenant.manager()
                .body(Map.of("promoter", Map.of("mobile_phone", "12", "start_date", "soon", "email", "nobody")))
                .post("/api/v1/promoters")
                .then()
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"))
                .body("errors.last_name", contains("can't be blank"))
                .body("errors.email", contains("is invalid"))
                .body("errors.mobile_phone", contains("is invalid"))
                .body("errors.start_date", contains("is invalid"));
        for (var method : List.of("POST", "PUT")) {
            tenant.manager()
                    .body(Map.of())
                    .request(method, method.equals("POST") ? "/api/v1/promoters" : "/api/v1/promoters/1")
                    .then()
                    .statusCode(400)
                    .body("errors.promoter", contains("can't be blank"));
        }
        add(tenant.managerToken(), tenant.managerEmail(), Map.of())
                .statusCode(409)
                .body("errors.email", contains("is already in use by Mona Manager"));
    }

    @Test
    void whoIsNoPromoterOfTheCompanyIsNotFound() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var stranger = velvet.tenant();
        long elsewhere = id(add(stranger.managerToken(), anEmail(), Map.of()));

        for (long id : new long[] {host.id(), elsewhere, 999_999_999}) {
            change(tenant.managerToken(), id, Map.of("title", "Boss"))
                    .statusCode(404)
                    .body("message", equalTo("User " + id + " was not found"));
        }
    }

    @Test
    void promotersAreForThoseWhoManageThemInTheWholeCompany() {
        var tenant = velvet.tenant();
        long promoter = id(add(tenant.managerToken(), anEmail(), Map.of()));
        long own = velvet.level(tenant, Map.of("Promoter", Map.of("manage", List.of(Map.of("self", true)))));
        long all = velvet.level(tenant, Map.of("Promoter", Map.of("manage", List.of(Map.of()))));

        for (var nobody : List.of(velvet.host(tenant), velvet.colleague(tenant, Map.of("permission_level_id", own)))) {
            add(nobody.token(), anEmail(), Map.of()).statusCode(401);
            change(nobody.token(), promoter, Map.of("title", "Boss")).statusCode(401);
        }
        var somebody = velvet.colleague(tenant, Map.of("permission_level_id", all));
        add(somebody.token(), anEmail(), Map.of()).statusCode(200);
        change(somebody.token(), promoter, Map.of("title", "Boss", "email", anEmail()))
                .statusCode(200);
        given().post("/api/v1/promoters").then().statusCode(401);
    }

    @Test
    void onePromoterWhoMayDoMoreIsNotTakenOverByHisEmail() {
        var tenant = velvet.tenant();
        long all = velvet.level(tenant, Map.of("Promoter", Map.of("manage", List.of(Map.of()))));
        var manager = velvet.colleague(tenant, Map.of("permission_level_id", all));
        var powerful =
                velvet.colleague(tenant, Map.of("promoter", true, "permission_level_id", tenant.managerLevelId()));

        change(manager.token(), powerful.id(), Map.of("email", anEmail())).statusCode(401);
        change(manager.token(), powerful.id(), Map.of("email", powerful.email(), "title", "Boss"))
                .statusCode(200);
        change(tenant.managerToken(), powerful.id(), Map.of("email", anEmail())).statusCode(200);
    }

    @Test
    void withoutAPasswordNobodySignsIn() {
        var tenant = velvet.tenant();
        var email = anEmail();
        long id = id(add(tenant.managerToken(), email, Map.of()));

        for (var password : List.of(PASSWORD, "null", "a password that nobody has")) {
            signIn(email, password).statusCode(401).body("message", equalTo("Invalid email or password"));
        }

        tenant.manager()
                .body(Map.of("user", Map.of("password", PASSWORD)))
                .put("/api/v1/staff/" + id)
                .then()
                .statusCode(200);
        signIn(email, PASSWORD).statusCode(200).body("promoter", equalTo(true));
    }

    private static ValidatableResponse signIn(String email, String password) {
        return from(anAddress())
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/tokens")
                .then();
    }

    private static ValidatableResponse add(String token, String email, Map<String, ?> fields) {
        return Velvet.as(token)
                .body(Map.of("promoter", promoter(email, fields)))
                .post("/api/v1/promoters")
                .then();
    }

    private static ValidatableResponse change(String token, long id, Map<String, ?> fields) {
        return Velvet.as(token)
                .body(Map.of("promoter", fields))
                .put("/api/v1/promoters/" + id)
                .then();
    }

    private static Map<String, Object> promoter(String email, Map<String, ?> fields) {
        var promoter =
                new HashMap<String, Object>(Map.of("first_name", "Paula", "last_name", "Promoter", "email", email));
        promoter.putAll(fields);
        return promoter;
    }

    private static long id(ValidatableResponse answer) {
        return answer.statusCode(200).extract().jsonPath().getLong("[0].id");
    }
}
