package app.velvet.auth.staff;

import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.as;
import static app.velvet.auth.Velvet.signIn;
import static app.velvet.auth.staff.Requests.add;
import static app.velvet.auth.staff.Requests.change;
import static app.velvet.auth.staff.Requests.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class NewStaffTest {

    @Inject
    Velvet velvet;

    @Test
    void aNewUserIsOfTheStaffAndCanSignIn() {
        var tenant = velvet.tenant();
        var email = anEmail();

        var added = add(
                        tenant.managerToken(),
                        email,
                        Map.of(
                                "gender", "female",
                                "title", "Head host",
                                "department_name", "VIP Host",
                                "birthdate", "1990-02-28",
                                "permission_level_id", tenant.managerLevelId(),
                                "promoter", "1"))
                .statusCode(200)
                .body("first_name", equalTo("Harry"))
                .body("last_name", equalTo("Host"))
                .body("gender", equalTo("female"))
                .body("title", equalTo("Head host"))
                .body("department_name", equalTo("VIP Host"))
                .body("all_venues", empty())
                .body("user_image.photo.url", nullValue())
                .body("user_image.photo.thumb_100.url", nullValue())
                .body("user_image.photo.thumb_200.url", nullValue())
                .body("user_image.photo.mobile_thumb.url", nullValue())
                .body("$", not(hasKey("email")))
                .extract();

        int id = added.path("id");
        tenant.manager().get("/api/v1/staff").then().body("id", contains((int) tenant.managerId(), id));
        as(signIn(email)).get("/api/v1/profile").then().statusCode(200).body("promoter", equalTo(true));
    }

    @Test
    void aNewUserIsPublishedInFullToTheCompany() {
        var tenant = velvet.tenant();
        var email = anEmail();
        long id = add(tenant.managerToken(), email, Map.of("birthdate", "1990-02-28"))
                .extract()
                .jsonPath()
                .getLong("id");

        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", id, 1).get(0);

            var value = Published.value(change);
            assertEquals(List.of("action", "id", "class_name", "data"), names(value));
            assertEquals("create", value.get("action").asText());
            assertEquals(id, value.get("id").asLong());
            assertEquals("User", value.get("class_name").asText());
            var data = value.get("data");
            assertEquals(
                    List.of(
                            "id",
                            "company_id",
                            "email",
                            "first_name",
                            "last_name",
                            "gender",
                            "title",
                            "department_name",
                            "user_image",
                            "birthdate",
                            "active",
                            "promoter",
                            "service",
                            "home_venue_id",
                            "permission_level_id",
                            "permissions_struct",
                            "created_at",
                            "updated_at"),
                    names(data));
            assertEquals(tenant.id(), data.get("company_id").asLong());
            assertEquals(email, data.get("email").asText());
            assertEquals("1990-02-28", data.get("birthdate").asText());
            assertTrue(data.get("active").asBoolean());
            assertTrue(data.get("permissions_struct").isObject());
            assertTrue(data.get("created_at").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
            assertEquals("velvet.user.created", TopicProbe.header(change, "ce_type"));
            assertEquals("/auth-service", TopicProbe.header(change, "ce_source"));
            assertEquals("User/" + id, TopicProbe.header(change, "ce_subject"));
            assertEquals(String.valueOf(tenant.id()), TopicProbe.header(change, "ce_companyid"));
            assertEquals(String.valueOf(tenant.managerId()), TopicProbe.header(change, "ce_actorid"));
            assertEquals("company", TopicProbe.header(change, "ce_audience"));
            assertNotNull(TopicProbe.header(change, "ce_sequence"));
            assertEquals(Math.floorMod(tenant.id(), 64), change.partition());
        }
    }

    @Test
    void noPasswordIsPublished() {
        var tenant = velvet.tenant();

        try (var published = new Published()) {
            var change =
                    published.await(tenant.id(), "User", tenant.managerId(), 1).get(0);

            assertTrue(!change.value().contains("password") && !change.value().contains("argon2"));
        }
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        var tenant = velvet.tenant();

        tenant.manager()
                .body(Map.of(
                        "user",
                        Map.of(
                                "email", "not an address",
                                "password", "short",
                                "gender", "robot",
                                "birthdate", "yesterday",
                                "permission_level_id", "many")))
                .post("/api/v1/staff")
                .then()
                .statusCode(400)
                .body("errors.first_name", contains("can't be blank"))
                .body("errors.last_name", contains("can't be blank"))
                .body("errors.email", contains("is invalid"))
                .body("errors.password", contains("is too short (minimum is 8 characters)"))
                .body("errors.gender", contains("is invalid"))
                .body("errors.birthdate", contains("is invalid"))
                .body("errors.permission_level_id", contains("is invalid"));
        tenant.manager()
                .body(Map.of())
                .post("/api/v1/staff")
                .then()
                .statusCode(400)
                .body("errors.user", contains("can't be blank"));
        add(tenant.managerToken(), anEmail(), Map.of("password", "x".repeat(129)))
                .statusCode(400)
                .body("errors.password", contains("is too long (maximum is 128 characters)"));
    }

    @Test
    void aPermissionLevelOfAnotherCompanyDoesNotExist() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();

        add(tenant.managerToken(), anEmail(), Map.of("permission_level_id", stranger.managerLevelId()))
                .statusCode(400)
                .body("errors.permission_level_id", contains("was not found"));
    }

    @Test
    void anEmailBelongsToOneUser() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        add(tenant.managerToken(), host.email().toUpperCase(Locale.ROOT), Map.of())
                .statusCode(409)
                .body("message", equalTo("Email " + host.email() + " is already in use by Harry Host."))
                .body("errors.email", contains("is already in use by Harry Host"));
    }

    @Test
    void ofAUserElsewhereNothingIsTold() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();

        add(tenant.managerToken(), stranger.managerEmail(), Map.of())
                .statusCode(409)
                .body("message", equalTo("Email is not available"))
                .body("errors.email", contains("is not available"));
        change(tenant, tenant.managerId(), Map.of("email", stranger.managerEmail()))
                .statusCode(409)
                .body("errors.email", contains("is not available"));
    }

    @Test
    void ofTwoWhoTakeAnEmailAtOnceOneGetsIt() throws Exception {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();
        var email = anEmail();
        Callable<Integer> here =
                () -> add(tenant.managerToken(), email, Map.of()).extract().statusCode();
        Callable<Integer> there =
                () -> add(stranger.managerToken(), email, Map.of()).extract().statusCode();

        var threads = Executors.newFixedThreadPool(6);
        var answers = threads.invokeAll(List.of(here, there, here, there, here, there));
        threads.shutdown();

        int added = 0;
        for (var answer : answers) {
            added += answer.get() == 200 ? 1 : 0;
            assertTrue(answer.get() == 200 || answer.get() == 409, "status " + answer.get());
        }
        assertEquals(1, added);
    }

    @Test
    void aRepeatedRequestAddsNobodyTwice() {
        var tenant = velvet.tenant();
        var key = UUID.randomUUID().toString();
        var body = Map.of("user", user(anEmail(), Map.of()));

        int first = tenant.manager()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/staff")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        tenant.manager()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/staff")
                .then()
                .statusCode(200)
                .body("id", equalTo(first));
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
