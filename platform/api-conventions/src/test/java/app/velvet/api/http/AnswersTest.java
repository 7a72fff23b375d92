package app.velvet.api.http;

import static app.velvet.api.http.Wire.ECHO;
import static app.velvet.api.http.Wire.FORM;
import static app.velvet.api.http.Wire.JSON;
import static app.velvet.api.http.Wire.assertError;
import static app.velvet.api.http.Wire.json;
import static app.velvet.api.http.Wire.port;
import static app.velvet.api.http.Wire.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every answer carries, and how failures are answered, over real connections. */
@QuarkusTest
@WithTestResource(Postgres.class)
class AnswersTest {

    @ParameterizedTest
    @CsvSource({"abc-DEF-123, true", "a_b, false", "'a b', false", "é, false", "'', false"})
    void requestIdOfTheCaller(String id, boolean kept) throws IOException {
        for (var target :
                new String[] {ECHO, "/nothing", ECHO + ".xml", ECHO + "?a=%zz", ECHO + ".json", "/api/v1/errors/npe"}) {
            var answer = RawHttp.send(port(), "GET", target, "X-Request-Id: " + id + "\r\n", new byte[0]);
            assertEquals(kept, id.equals(answer.header("X-Request-Id")), target);
            assertNotNull(answer.header("X-Request-Id"), target);
            assertEquals("no-store", answer.header("Cache-Control"), target);
        }
    }

    @Test
    void requestIdOfSixtyFourCharactersIsTheLongest() throws IOException {
        var longest = "x".repeat(64);
        assertEquals(
                longest,
                RawHttp.send(port(), "GET", ECHO, "X-Request-Id: " + longest + "\r\n", new byte[0])
                        .header("X-Request-Id"));
        assertNotEquals(
                longest + "x",
                RawHttp.send(port(), "GET", ECHO, "X-Request-Id: " + longest + "x\r\n", new byte[0])
                        .header("X-Request-Id"));
        assertNotEquals(
                RawHttp.get(port(), ECHO).header("X-Request-Id"),
                RawHttp.get(port(), ECHO).header("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused       | 409 | Email x@y.example is already in use by Ann.",
                "npe           | 500 | Internal server error",
                "private       | 500 | Internal server error",
                "sql           | 500 | Internal server error",
                "unique        | 409 | This conflicts with what is stored",
                "lock          | 503 | Service is temporarily unavailable",
                "down          | 503 | Service is temporarily unavailable",
                "too_many      | 429 | Too many attempts",
                "fields        | 400 | Email is invalid, First name can't be blank",
            })
    void failuresOfResources(String kind, int status, String message) throws IOException {
        for (var method : new String[] {"GET", "POST"}) {
            var answer = send(method, "/api/v1/errors/" + kind, FORM, "a=1", false);
            assertError(status, message, answer);
            assertEquals(status == 503 || status == 429, answer.header("Retry-After") != null);
        }
    }

    @Test
    void errorsNameTheirFields() throws IOException {
        assertEquals(JSON.readTree("""
                        {"status_code":400,"message":"Email is invalid, First name can't be blank",
                         "errors":{"email":["is invalid"],"first_name":["can't be blank"]}}
                        """), json(RawHttp.get(port(), "/api/v1/errors/fields")));
    }

    @Test
    void missingHostIsABadRequest() throws IOException {
        var answer = RawHttp.exchange(port(), "GET /api/v1/echo HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes());
        assertError(400, "Bad request", answer);
    }

    @Test
    void connectionIsKeptAfterErrorsThatLeaveNothingUnread() throws IOException {
        var first = "GET /api/v1/echo.xml HTTP/1.1\r\nHost: x\r\n\r\n";
        var second = "GET /api/v1/echo?n=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        var answer = RawHttp.exchange(port(), (first + second).getBytes(StandardCharsets.UTF_8));
        assertEquals(406, answer.status());
        assertTrue(answer.body().contains("{\"n\":\"2\"}"), answer.body());
    }

    @Test
    void pipelinedRequestsWithBodiesAreAllAnswered() throws IOException {
        var request = "GET /api/v1/echo HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 3\r\n\r\na=";
        var last =
                "GET /api/v1/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + FORM + "Content-Length: 3\r\n\r\na=3";
        var answer = RawHttp.exchange(port(), (request + "1" + request + "2" + last).getBytes());
        assertEquals(200, answer.status());
        for (var n : new String[] {"1", "2", "3"}) {
            assertTrue(answer.body().contains("{\"a\":\"" + n + "\"}"), answer.body());
        }
    }
}
