package app.velvet.api.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends good and bad tokens in every place to every kind of endpoint, with everything logged that can be: what is finer than
 * debug, the build leaves out of all but these.
 */
@QuarkusTest
@WithTestResource(Postgres.class)
class NoTokenInLogsTest {

    private static final List<String> PATHS = List.of(
            "/api/v1/token_samples/mine",
            "/api/v1/token_samples/mine.json",
            "/api/v1/token_samples/mine.xml",
            "/api/v1/token_samples/public",
            "/api/v1/token_samples/permitted",
            "/api/v1/token_samples/forgotten",
            "/api/v1/token_samples/broken",
            "/api/v1/token_samples/nothing_here",
            "/internal/samples",
            "/elsewhere");

    private static final List<BiFunction<RequestSpecification, String, RequestSpecification>> PLACES = List.of(
            (request, token) -> request.queryParam("auth_token", token),
            (request, token) -> request.queryParam("auth_token[" + token + "]", token),
            (request, token) -> request.queryParam("auth_token", token).queryParam("auth_token[a]", "conflict"),
            (request, token) -> request.header("Authorization", "Bearer " + token),
            (request, token) -> request.header("Authorization", "Bearer " + token + " " + token),
            (request, token) -> request.header(ServiceTokens.HEADER, token),
            (request, token) -> request.contentType(ContentType.URLENC).body("auth_token=" + token),
            (request, token) -> request.contentType(ContentType.URLENC).body("auth_token=%zz" + token),
            (request, token) -> request.contentType(ContentType.JSON).body("{\"auth_token\": \"" + token + "\"}"),
            (request, token) -> request.contentType(ContentType.JSON).body("{\"auth_token\": \"" + token),
            (request, token) -> request.contentType(ContentType.JSON).body(token),
            (request, token) -> request.multiPart("auth_token", token));

    @Inject
    TestDirectory directory;

    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void logEverything() {
        log.start(Level.ALL, "app.velvet", "org.jose4j");
        log.start(
                Level.FINE,
                "io.quarkus",
                "io.quarkus.http.access-log",
                "io.vertx",
                "org.jboss.resteasy",
                "org.hibernate");
    }

    @AfterEach
    void stopLogging() {
        log.stop();
        directory.reset();
    }

    @Test
    void tokensReachNeitherLogNorAnswer() {
        var tokens = List.of(
                TestTokens.issue(7, 70), TestTokens.of(7, 70).forged().issue(), TestTokens.issue(7, 70) + "xyz");
        var answers = new ArrayList<String>();

        for (var token : tokens) {
            for (var path : PATHS) {
                for (var place : PLACES) {
                    answers.add(written(place.apply(given(), token).get(path)));
                    answers.add(written(place.apply(given(), token).post(path)));
                }
            }
        }

        assertTrue(log.text().contains("broken on purpose"), "The log is not even captured");
        assertTrue(log.text().contains("GET /api/v1/token_samples/mine"), "Access logs are not captured");
        for (var token : tokens) {
            var parts = token.split("\\.");
            assertThat(log.text(), not(containsString(parts[1])));
            assertThat(log.text(), not(containsString(parts[2])));
            answers.forEach(answer -> assertThat(answer, not(containsString(parts[2]))));
        }
    }

    @Test
    void outageOfTheDirectoryDoesNotShowTheToken() {
        directory.beOutOfReach(new IllegalStateException("no database"));
        var token = TestTokens.issue(7, 70);

        given().queryParam("auth_token", token)
                .get("/api/v1/token_samples/mine")
                .then()
                .statusCode(503);

        assertTrue(log.text().contains("Cannot find out who may come in"));
        assertThat(log.text(), not(containsString(token.split("\\.")[1])));
    }

    private static String written(Response response) {
        return response.headers() + "\n" + response.asString();
    }
}
