package app.velvet.api.http;

import static app.velvet.api.http.RawHttp.chunked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.http.RawHttp.Answer;
import app.velvet.testing.Postgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, parameters, responses and errors of the conventions, over real connections. */
@QuarkusTest
@WithTestResource(Postgres.class)
class TransportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ECHO = "/api/v1/echo";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JSON_TYPE = "Content-Type: application/json\r\n";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=XX\r\n";
    private static final int MEGABYTE = 1 << 20;

    private int port() {
        return io.restassured.RestAssured.port;
    }

    static Stream<Arguments> everyMethodAndBody() {
        return Stream.of("GET", "POST", "PUT", "DELETE")
                .flatMap(method -> Stream.of("form", "json", "multipart", "none")
                        .flatMap(body -> Stream.of(true, false).map(chunked -> Arguments.of(method, body, chunked))));
    }

    @ParameterizedTest(name = "{0} {1} chunked={2}")
    @MethodSource("everyMethodAndBody")
    void queryAndBodyAreOneTree(String method, String body, boolean chunked) throws IOException {
        var target = ECHO + "?start_date=2014-03-03&contact[name]=q&contact[email]=q&ids[]=1&ids[]=2";
        var answer = send(
                method,
                target,
                switch (body) {
                    case "form" -> FORM;
                    case "json" -> JSON_TYPE;
                    case "multipart" -> MULTIPART;
                    default -> "";
                },
                switch (body) {
                    case "form" -> "contact[email]=b&ids[]=3";
                    case "json" -> "{\"contact\":{\"email\":\"b\"},\"ids\":[\"3\"]}";
                    case "multipart" -> part("contact[email]", "b") + part("ids[]", "3") + "--XX--\r\n";
                    default -> "";
                },
                chunked);
        var merged = body.equals("none")
                ? "{'start_date':'2014-03-03','contact':{'name':'q','email':'q'},'ids':['1','2']}"
                : "{'start_date':'2014-03-03','contact':{'name':'q','email':'b'},'ids':['3']}";
        assertEquals(200, answer.status(), answer.body());
        assertEquals(JSON.readTree(merged.replace('\'', '"')), json(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {JSON_TYPE, FORM, MULTIPART, "Content-Type: multipart/form-data\r\n", "Content-Type: text/xml\r\n"
            })
    void typeWithoutBodyHasNoParameters(String type) throws IOException {
        for (var method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
            var bare = RawHttp.send(port(), method, ECHO + "?a=1", type, new byte[0]);
            assertEquals(200, bare.status(), bare.body());
            assertEquals(
                    200,
                    RawHttp.send(port(), method, ECHO, type + "Content-Length: 0\r\n", new byte[0])
                            .status());
            assertEquals(200, send(method, ECHO, type, "", true).status());
        }
    }

    @Test
    void bodyThatComesInSmallPiecesIsRead() throws IOException {
        var value = "x".repeat(5000);
        var body = ("a=" + value).getBytes(StandardCharsets.UTF_8);
        var answer = RawHttp.send(port(), "POST", ECHO, FORM + "Transfer-Encoding: chunked\r\n", chunked(body, 3));
        assertEquals(value, json(answer).get("a").asText());
    }

    @Test
    void clientThatWaitsForContinueIsToldToGoOn() throws IOException {
        var answer = RawHttp.send(
                port(), "GET", ECHO, FORM + "Expect: 100-continue\r\nContent-Length: 3\r\n", "a=1".getBytes());
        assertEquals("1", json(answer).get("a").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1&a[b]=2",
                "a=%zz",
                "a=%00",
                "a=%FF",
            })
    void invalidParams(String parameters) throws IOException {
        assertError(400, "Invalid params", RawHttp.get(port(), ECHO + "?" + parameters));
        assertError(400, "Invalid params", send("POST", ECHO, FORM, parameters, false));
        assertError(400, "Invalid params", send("GET", ECHO, FORM, parameters, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"a\":\"\\u0000\"}", "{\"a\":1}{", "a=1"})
    void malformedJson(String body) throws IOException {
        assertError(400, "Invalid params", send("POST", ECHO, JSON_TYPE, body, false));
        assertError(400, "Invalid params", send("GET", ECHO, JSON_TYPE, body, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n",
                "--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition\r\n\r\n1\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition: form-data; name\r\n\r\n1\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\0\r\n--XX--\r\n",
                "rubbish",
            })
    void malformedMultipart(String body) throws IOException {
        assertError(400, "Invalid params", send("POST", ECHO, MULTIPART, body, false));
        assertError(400, "Invalid params", send("GET", ECHO, MULTIPART, body, true));
    }

    @Test
    void multipartWithoutBoundary() throws IOException {
        assertError(400, "Invalid params", send("POST", ECHO, "Content-Type: multipart/form-data\r\n", "x", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "application/xml", "text/plain", "application/octet-stream", "x", ""})
    void unknownBodyType(String type) throws IOException {
        for (var method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
            var header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
            assertError(415, "Unsupported media type", send(method, ECHO, header, "x", false));
            assertError(415, "Unsupported media type", send(method, ECHO, header, "x", true));
        }
    }

    @Test
    void compressedBody() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write("a=1".getBytes(StandardCharsets.UTF_8));
        }
        var headers = FORM + "Content-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n";
        assertError(415, "Unsupported media type", RawHttp.send(port(), "POST", ECHO, headers, zipped.toByteArray()));
        assertEquals(
                200,
                RawHttp.send(
                                port(),
                                "POST",
                                ECHO,
                                FORM + "Content-Encoding: identity\r\nContent-Length: 3\r\n",
                                "a=1".getBytes())
                        .status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodyOverTenMegabytes(boolean chunked) throws IOException {
        var atLimit = "a=" + "x".repeat(10 * MEGABYTE - 2);
        assertEquals(
                200, send("POST", "/api/v1/echo/size", FORM, atLimit, chunked).status());
        assertError(413, "Request body is too large", send("POST", ECHO, FORM, atLimit + "x", chunked));
        assertError(
                413,
                "Request body is too large",
                send("GET", ECHO, JSON_TYPE, "{\"a\":\"" + "x".repeat(10 * MEGABYTE) + "\"}", chunked));
        assertError(
                413,
                "Request body is too large",
                send("POST", ECHO, MULTIPART, part("a", "x".repeat(10 * MEGABYTE + 1)) + "--XX--\r\n", chunked));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fileOverTwentyMegabytes(boolean chunked) throws IOException {
        var atLimit = send(
                "POST", "/api/v1/echo/file", MULTIPART, file("contact[avatar]", 20 * MEGABYTE) + "--XX--\r\n", chunked);
        assertEquals(200, atLimit.status(), atLimit.body());
        assertEquals(20 * MEGABYTE, json(atLimit).get("bytes").asInt());
        assertError(
                413,
                "Request body is too large",
                send(
                        "POST",
                        "/api/v1/echo/file",
                        MULTIPART,
                        file("contact[avatar]", 20 * MEGABYTE + 1) + "--XX--\r\n",
                        chunked));
        assertError(
                413,
                "Request body is too large",
                send("POST", ECHO, MULTIPART, file("a", 40 * MEGABYTE) + "--XX--\r\n", chunked));
    }

    @Test
    void smallFileAndFieldsAreRead() throws IOException {
        var answer = send(
                "PUT",
                "/api/v1/echo/file",
                MULTIPART,
                part("contact[name]", "Ann") + file("contact[avatar]", 10) + "--XX--\r\n",
                false);
        assertEquals(
                JSON.readTree("{\"file_name\":\"a.jpg\",\"content_type\":\"image/jpeg\",\"bytes\":10}"), json(answer));
    }

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
        "/last_changes.json, 200",
        "/last_changes/, 200",
        "/last_changes.xml, 406",
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

    private Answer send(String method, String target, String headers, String body, boolean chunked) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (chunked) {
            return RawHttp.send(
                    port(), method, target, headers + "Transfer-Encoding: chunked\r\n", chunked(bytes, 60_000));
        }
        var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        return RawHttp.send(port(), method, target, headers + length, bytes);
    }

    private static String part(String name, String value) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, int size) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + "y".repeat(size) + "\r\n";
    }

    private static void assertError(int status, String message, Answer answer) throws IOException {
        assertEquals(status, answer.status(), answer.body());
        var body = json(answer);
        assertEquals(status, body.get("status_code").asInt());
        assertEquals(message, body.get("message").asText());
        assertTrue(answer.header("Content-Type").startsWith("application/json"), answer.header("Content-Type"));
        assertNotNull(answer.header("X-Request-Id"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    private static JsonNode json(Answer answer) throws IOException {
        var body = answer.body();
        // A chunked answer has its length in front.
        return JSON.readTree(body.substring(Math.max(0, body.indexOf('{'))));
    }
}
