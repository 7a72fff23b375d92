package app.velvet.api.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Scopes;
import app.velvet.api.permission.Subject;
import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table under "Tokens" of the conventions, with the token as parameter and as header. */
@QuarkusTest
@WithTestResource(Postgres.class)
class TokenMechanismTest {

    private static final String MINE = "/api/v1/token_samples/mine";
    private static final String PUBLIC = "/api/v1/token_samples/public";

    @Inject
    TestDirectory directory;

    @AfterEach
    void forget() {
        directory.reset();
    }

    @Test
    void tokenInQueryIsRecognised() {
        given().queryParam("auth_token", TestTokens.of(7, 70).session(5).issue())
                .get(MINE)
                .then()
                .statusCode(200)
                .body("company_id", is(7))
                .body("user_id", is(70))
                .body("session_id", is(5))
                .body("device", is("d.test"));
    }

    @Test
    void tokenInFormBodyOfGetIsRecognised() {
        given().contentType("application/x-www-form-urlencoded")
                .body("auth_token=" + TestTokens.issue(7, 70))
                .get(MINE)
                .then()
                .statusCode(200)
                .body("user_id", is(70));
    }

    @Test
    void tokenInJsonBodyIsRecognised() {
        given().contentType("application/json")
                .body("{\"auth_token\": \"%s\"}".formatted(TestTokens.issue(7, 70)))
                .post(MINE)
                .then()
                .statusCode(200)
                .body("user_id", is(70));
    }

    @Test
    void tokenInHeaderIsRecognised() {
        bearer(TestTokens.issue(7, 70)).get(MINE).then().statusCode(200).body("user_id", is(70));
    }

    @Test
    void schemeOfHeaderIsReadWithoutRegardToCase() {
        given().header("Authorization", "bearer " + TestTokens.issue(7, 70))
                .get(MINE)
                .then()
                .statusCode(200);
    }

    @Test
    void headerWinsOverParameter() {
        bearer(TestTokens.issue(7, 70))
                .queryParam("auth_token", TestTokens.issue(8, 80))
                .get(MINE)
                .then()
                .statusCode(200)
                .body("company_id", is(7));
        bearer(TestTokens.issue(7, 70))
                .queryParam("auth_token", "garbage")
                .get(MINE)
                .then()
                .statusCode(200);
        bearer("garbage")
                .queryParam("auth_token", TestTokens.issue(8, 80))
                .get(MINE)
                .then()
                .statusCode(401);
    }

    @Test
    void otherSchemesAreNoToken() {
        given().header("Authorization", "Basic dXNlcjpwYXNz")
                .queryParam("auth_token", TestTokens.issue(7, 70))
                .get(MINE)
                .then()
                .statusCode(200);
    }

    @Test
    void noTokenWhereOneIsNeeded() {
        given().get(MINE)
                .then()
                .statusCode(401)
                .body("status_code", is(401))
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void emptyParameterIsNoToken() {
        given().queryParam("auth_token", "")
                .get(MINE)
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void noTokenWhereNoneIsNeeded() {
        given().get(PUBLIC).then().statusCode(200).body("known", is(false));
    }

    @Test
    void goodTokenWhereNoneIsNeeded() {
        bearer(TestTokens.issue(7, 70)).get(PUBLIC).then().statusCode(200).body("known", is(true));
    }

    static Stream<String> badTokens() {
        var good = TestTokens.issue(7, 70);
        return Stream.of(
                "garbage",
                "a.b.c",
                good.substring(0, good.length() - 4),
                good.substring(0, good.lastIndexOf('.') + 1),
                TestTokens.of(7, 70).forged().issue(),
                TestTokens.of(7, 70).issuer("velvet-internal").issue(),
                TestTokens.of(7, 70).expiresAt(Instant.now().minusSeconds(1)).issue());
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void badTokenAsParameter(String token) {
        for (var path : new String[] {MINE, PUBLIC}) {
            given().queryParam("auth_token", token)
                    .get(path)
                    .then()
                    .statusCode(423)
                    .header("WWW-Authenticate", nullValue())
                    .body("status_code", is(423))
                    .body("message", equalTo("Invalid authentication token"));
        }
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void badTokenAsHeader(String token) {
        for (var path : new String[] {MINE, PUBLIC}) {
            bearer(token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                    .body("status_code", is(401))
                    .body("message", equalTo("Invalid authentication token"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"auth_token\": {\"a\": \"b\"}}", "{\"auth_token\": [\"a\"]}", "{\"auth_token\": 17}"})
    void somethingElseWhereTheTokenBelongsIsABadToken(String body) {
        given().contentType("application/json").body(body).post(MINE).then().statusCode(423);
    }

    @Test
    void emptyBearerHeaderIsABadToken() {
        given().header("Authorization", "Bearer").get(PUBLIC).then().statusCode(401);
    }

    @Test
    void endedSession() {
        var token = TestTokens.of(7, 70).session(5).issue();
        bearer(token).get(MINE).then().statusCode(200);

        directory.endSession(5);

        bearer(token)
                .get(MINE)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""));
        given().queryParam("auth_token", token)
                .get(PUBLIC)
                .then()
                .statusCode(423)
                .body("message", equalTo("Invalid authentication token"));
    }

    @Test
    void deactivatedUser() {
        var token = TestTokens.issue(7, 70);
        bearer(token).get(MINE).then().statusCode(200);

        directory.deactivate(70);

        bearer(token)
                .get(MINE)
                .then()
                .statusCode(423)
                .body("status_code", is(423))
                .body("message", equalTo("User has been deactivated"));
        given().queryParam("auth_token", token)
                .get(MINE)
                .then()
                .statusCode(423)
                .body("message", equalTo("User has been deactivated"));
    }

    @Test
    void notPermitted() {
        directory.permit(71, new Permissions(Map.of(Subject.CONTACT, Map.of("read", Scopes.COMPANY))));

        bearer(TestTokens.issue(7, 70))
                .get("/api/v1/token_samples/permitted")
                .then()
                .statusCode(401)
                .body("status_code", is(401))
                .body("message", equalTo("User has no permissions for this action"));
        bearer(TestTokens.issue(7, 71))
                .get("/api/v1/token_samples/permitted")
                .then()
                .statusCode(200);
    }

    @Test
    void endpointThatDoesNotSayWhoMayCallItIsClosed() {
        given().get("/api/v1/token_samples/forgotten").then().statusCode(401);
        bearer(TestTokens.issue(7, 70))
                .get("/api/v1/token_samples/forgotten")
                .then()
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
    }

    @Test
    void unknownUrlIsNotFoundWithAndWithoutToken() {
        given().get("/api/v1/nothing_here").then().statusCode(404).body("status_code", is(404));
        bearer(TestTokens.issue(7, 70)).get("/api/v1/nothing_here").then().statusCode(404);
    }

    @Test
    void serviceThatIsBehindLearnsInTime() {
        directory.beBehind(10);

        bearer(TestTokens.issue(7, 70)).get(MINE).then().statusCode(200).body("user_id", is(70));
    }

    @Test
    void serviceThatStaysBehindAsksToComeAgain() {
        directory.beBehind(Integer.MAX_VALUE);
        var began = System.nanoTime();

        bearer(TestTokens.issue(7, 70))
                .get(MINE)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("status_code", is(503));

        var waited = Duration.ofNanos(System.nanoTime() - began);
        org.junit.jupiter.api.Assertions.assertTrue(waited.compareTo(Duration.ofSeconds(1)) >= 0, waited::toString);
    }

    @Test
    void directoryOutOfReachAsksToComeAgain() {
        directory.beOutOfReach(new IllegalStateException("no database"));

        bearer(TestTokens.issue(7, 70)).get(MINE).then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void anOutageOfTheDirectoryIsLoggedOnce() {
        var log = new CapturedLog();
        log.start(Level.SEVERE, TokenMechanism.class.getName());
        try {
            for (int outage = 1; outage <= 2; outage++) {
                directory.beOutOfReach(new IllegalStateException("no database"));
                for (int request = 0; request < 3; request++) {
                    bearer(TestTokens.issue(7, 70)).get(MINE).then().statusCode(503);
                }
                assertEquals(outage, timesSaid("Cannot find out who may come in", log));
                directory.beOutOfReach(null);
                bearer(TestTokens.issue(7, 70)).get(MINE).then().statusCode(200);
            }
        } finally {
            log.stop();
        }
    }

    private static int timesSaid(String text, CapturedLog log) {
        return log.text().split(text, -1).length - 1;
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
