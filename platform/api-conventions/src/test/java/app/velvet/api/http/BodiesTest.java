package app.velvet.api.http;

import static app.velvet.api.http.RawHttp.chunked;
import static app.velvet.api.http.Wire.ECHO;
import static app.velvet.api.http.Wire.FORM;
import static app.velvet.api.http.Wire.JSON;
import static app.velvet.api.http.Wire.JSON_TYPE;
import static app.velvet.api.http.Wire.MULTIPART;
import static app.velvet.api.http.Wire.assertError;
import static app.velvet.api.http.Wire.file;
import static app.velvet.api.http.Wire.json;
import static app.velvet.api.http.Wire.part;
import static app.velvet.api.http.Wire.port;
import static app.velvet.api.http.Wire.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.Postgres;
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

/** Parameters from query and body, on every method and in every form, over real connections. */
@QuarkusTest
@WithTestResource(Postgres.class)
class BodiesTest {

    private static final int MEGABYTE = 1 << 20;

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
}
