package app.velvet.auth.session;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.from;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class SignInTest {

    @Inject
    Velvet velvet;

    @Test
    void rightPasswordOpensASession() {
        var tenant = velvet.tenant();

        attempt(tenant.managerEmail().toUpperCase(Locale.ROOT), PASSWORD)
                .statusCode(200)
                .body("token", notNullValue())
                .body("promoter", equalTo(false))
                .body("user_info.id", equalTo((int) tenant.managerId()))
                .body("user_info.first_name", equalTo("Mona"))
                .body("user_info.last_name", equalTo("Manager"));
    }

    @Test
    void theOldestSessionGivesWayToOneTooMany() {
        var tenant = velvet.tenant();
        var second = Velvet.signIn(tenant.managerEmail());
        for (int session = 3; session <= 20; session++) {
            Velvet.signIn(tenant.managerEmail());
        }
        tenant.manager().get("/api/v1/profile").then().statusCode(200);

        var last = Velvet.signIn(tenant.managerEmail());

        tenant.manager().get("/api/v1/profile").then().statusCode(401);
        Velvet.as(second).get("/api/v1/profile").then().statusCode(200);
        Velvet.as(last).get("/api/v1/profile").then().statusCode(200);
        try (var published = new Published()) {
            var end = published.awaitOfClass(tenant.id(), "Session", 1).get(0);
            assertEquals(tenant.managerId(), Published.data(end).get("user_id").asLong());
        }
    }

    @Test
    void aFormSignsInAsWellAsJson() {
        var tenant = velvet.tenant();

        given().header("X-Forwarded-For", anAddress())
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("email", tenant.managerEmail())
                .formParam("password", PASSWORD)
                .post("/api/v1/tokens.json")
                .then()
                .statusCode(200)
                .body("token", notNullValue());
    }

    @Test
    void theTokenSaysWhoOnWhichDeviceAndOnWhichState() throws Exception {
        var tenant = velvet.tenant();
        long sequence;
        try (var published = new Published()) {
            var change =
                    published.await(tenant.id(), "User", tenant.managerId(), 1).get(0);
            sequence = Long.parseLong(TopicProbe.header(change, "ce_sequence"));
        }

        var claims = verified(signInOn("a device", tenant.managerEmail()));

        assertEquals("velvet", claims.getIssuer());
        assertEquals(String.valueOf(tenant.managerId()), claims.getSubject());
        assertEquals(tenant.id(), claims.getClaimValue("cid", Long.class));
        assertTrue(claims.getClaimValue("sid", Long.class) > 0);
        assertEquals("d.sTW-PpWcUNacQXQB5VNyeg", claims.getStringClaimValue("dev"));
        assertEquals(sequence, claims.getClaimValue("seq", Long.class));
        assertEquals(
                90L * 24 * 60 * 60,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
    }

    @Test
    void theSameDeviceHasTheSameKeyAtTheNextSignIn() throws Exception {
        var tenant = velvet.tenant();

        var first = verified(signInOn("phone 1", tenant.managerEmail()));
        var second = verified(signInOn("phone 1", tenant.managerEmail()));
        var other = verified(signInOn("phone 2", tenant.managerEmail()));

        assertEquals(first.getStringClaimValue("dev"), second.getStringClaimValue("dev"));
        assertNotEquals(first.getStringClaimValue("dev"), other.getStringClaimValue("dev"));
        assertNotEquals(first.getClaimValue("sid"), second.getClaimValue("sid"));
    }

    @Test
    void withoutADeviceTokenTheSessionIsTheDevice() throws Exception {
        var claims = verified(velvet.tenant().managerToken());

        assertEquals("s." + claims.getClaimValue("sid"), claims.getStringClaimValue("dev"));
    }

    @Test
    void aStateThatWasPublishedLongAgoIsBeforeAllThatIsKept() throws Exception {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        var hosts = verified(Velvet.signIn(host.email())).getClaimValue("seq", Long.class);
        var managers = verified(Velvet.signIn(tenant.managerEmail())).getClaimValue("seq", Long.class);

        assertTrue(managers < hosts, "the manager's state is older than the change that made the host");
    }

    @Test
    void wrongEmailAndWrongPasswordAreAnsweredAlike() {
        var tenant = velvet.tenant();

        var wrongPassword = attempt(tenant.managerEmail(), "wrong password");
        var wrongEmail = attempt(anEmail(), PASSWORD);

        for (var answer : new ValidatableResponse[] {wrongPassword, wrongEmail}) {
            answer.statusCode(401)
                    .body("status_code", equalTo(401))
                    .body("message", equalTo("Invalid email or password"));
        }
        assertEquals(body(wrongPassword), body(wrongEmail));
    }

    @Test
    void whatIsMissingIsNamed() {
        from(anAddress())
                .body(Map.of("email", "  "))
                .post("/api/v1/tokens")
                .then()
                .statusCode(400)
                .body("errors.email[0]", equalTo("can't be blank"))
                .body("errors.password[0]", equalTo("can't be blank"));
    }

    @Test
    void anUnknownSystemOrAppIsNamed() {
        from(anAddress())
                .body(Map.of("email", anEmail(), "password", PASSWORD, "mobile_os", "symbian", "app_id", "4"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(400)
                .body("errors.mobile_os[0]", equalTo("is invalid"))
                .body("errors.app_id[0]", equalTo("is invalid"));
    }

    @Test
    void aDeactivatedUserIsToldSoOnlyAfterTheRightPassword() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);

        attempt(host.email(), "wrong password").statusCode(401).body("message", equalTo("Invalid email or password"));
        attempt(host.email(), PASSWORD).statusCode(423).body("message", equalTo("User has been deactivated"));
    }

    @Test
    void nobodyComesIntoADeactivatedCompany() {
        var tenant = velvet.tenant();
        setActive(tenant, false);

        attempt(tenant.managerEmail(), PASSWORD).statusCode(423);
        tenant.manager()
                .get("/api/v1/profile")
                .then()
                .statusCode(423)
                .body("message", equalTo("User has been deactivated"));

        setActive(tenant, true);
        attempt(tenant.managerEmail(), PASSWORD).statusCode(200);
        tenant.manager().get("/api/v1/profile").then().statusCode(200);
    }

    @Test
    void noTokenOrPasswordIsInTheAnswerToAWrongRequest() {
        attempt(anEmail(), "a secret of mine")
                .body("$", not(equalTo(null)))
                .body(not(org.hamcrest.Matchers.containsString("a secret of mine")));
    }

    private void setActive(Velvet.Tenant tenant, boolean active) {
        velvet.operator()
                .body(Map.of("company", Map.of("active", active)))
                .put("/internal/companies/" + tenant.id())
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse attempt(String email, String password) {
        return from(anAddress())
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/tokens")
                .then();
    }

    private static String signInOn(String device, String email) {
        return from(anAddress())
                .body(Map.of(
                        "email", email, "password", PASSWORD, "device_token", device, "mobile_os", "ios", "app_id", 1))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private static String body(ValidatableResponse answer) {
        Response response = answer.extract().response();
        return response.asString();
    }

    /** Verifies as the other services do, by the published keys alone. */
    private static JwtClaims verified(String token) throws Exception {
        var keys = new JsonWebKeySet(get("/.well-known/jwks.json"));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setJwsAlgorithmConstraints(
                        org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }

    private static String get(String path) {
        return given().get(path).then().statusCode(200).extract().asString();
    }
}
