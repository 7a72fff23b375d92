package app.velvet.api.http;

import static app.velvet.api.http.Wire.ECHO;
import static app.velvet.api.http.Wire.FORM;
import static app.velvet.api.http.Wire.JSON;
import static app.velvet.api.http.Wire.assertError;
import static app.velvet.api.http.Wire.json;
import static app.velvet.api.http.Wire.port;
import static app.velvet.api.http.Wire.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths and methods lead to a resource, over real connections. */
@QuarkusTest
@WithTestResource(Postgres.class)
class PathsTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/echo.json, 200",
        "/api/v1/echo/, 200",
        "/api/v1/echo//, 200",
        "/api/v1/echo.json/, 200",
        "/api/v1/echo/.json, 200",
        "/api/v1/echo/12.json, 200",
        "/api/v1/echo/12/, 200",
        "/api/v1/echo.xml, 406",
        "/api/v1/echo.JSON, 406",
        "/api/v1/echo., 406",
        "/api/v1/echo/12.html, 406",
        "/api/v1/echo?format=json, 200",
        "/api/v1/echo?format=xml, 406",
        "/api/v1/echo.json?format=xml, 406",
        "/api/v1/nothing.json, 404",
        "/api/v1/nothing, 404",
        "/nothing, 404",
        "/nothing.xml, 404",
        "/, 404",
        "/api/v1/echo/x, 404",
        "/uploads/a.jpg, 404",
        "/.well-known/jwks.json, 200",
        "/api/v1/last_changes, 200",
        "/last_changes, 200",
        "/last_changes.json, 200",
        "/last_changes/, 200",
        "/last_changes.xml, 406",
        "/last_changes/nothing, 404",
        "/last_changesets, 404",
        "/static_text/terms, 200",
        "/static_text/terms.json, 200",
        "/static_text/terms.html, 406",
        "/static_texts, 404",
    })
    void suffixesAndSlashes(String target, int status) throws IOException {
        var answer = RawHttp.get(port(), target);
        assertEquals(status, answer.status(), answer.body());
        if (status != 200) {
            assertEquals(status, json(answer).get("status_code").asInt());
        }
    }

    @Test
    void queryAndBodySurviveTheSuffix() throws IOException {
        var answer = send("GET", ECHO + ".json?a=1&b=%26", FORM, "c=3", false);
        assertEquals(JSON.readTree("{\"a\":\"1\",\"b\":\"&\",\"c\":\"3\"}"), json(answer));
        assertEquals(
                1,
                answer.headers().keySet().stream()
                        .filter("x-request-id"::equals)
                        .count());
    }

    @Test
    void whatAnswersAtTheRootTooHasOnePathOfItsOwn() throws IOException {
        var answer = send("GET", "/static_text/terms.json?a=1&b=%26", FORM, "c=3", false);
        assertEquals(
                JSON.readTree("{\"path\":\"/api/v1/static_text/terms\","
                        + "\"parameters\":{\"a\":\"1\",\"b\":\"&\",\"c\":\"3\"}}"),
                json(answer));
    }

    @Test
    void formatInTheBodyCounts() throws IOException {
        assertError(406, "Not acceptable", send("POST", ECHO, FORM, "format=xml", false));
        assertEquals(200, send("POST", ECHO, FORM, "format=json", false).status());
    }

    @Test
    void wrongMethod() throws IOException {
        var answer = send("PUT", ECHO + "/12", FORM, "a=1", false);
        assertError(405, "Method not allowed", answer);
        assertTrue(answer.header("Allow").contains("GET"), answer.header("Allow"));
        assertEquals(405, send("BREW", ECHO, FORM, "a=1", false).status());
    }

    @Test
    void wrongAccept() throws IOException {
        assertError(406, "Not acceptable", RawHttp.send(port(), "GET", ECHO, "Accept: image/png\r\n", new byte[0]));
    }

    @Test
    void headHasTheHeadersOfGet() throws IOException {
        var answer = RawHttp.send(port(), "HEAD", "/nothing", "", new byte[0]);
        assertEquals(404, answer.status());
        assertEquals("", answer.body());
    }
}
