package app.velvet.api.http;

import static app.velvet.api.http.RawHttp.chunked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.http.RawHttp.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Requests as they go over a connection, and what has to hold for every answer. */
final class Wire {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String ECHO = "/api/v1/echo";
    static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    static final String JSON_TYPE = "Content-Type: application/json\r\n";
    static final String MULTIPART = "Content-Type: multipart/form-data; boundary=XX\r\n";

    private Wire() {}

    static int port() {
        return RestAssured.port;
    }

    static Answer send(String method, String target, String headers, String body, boolean chunked) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (chunked) {
            return RawHttp.send(
                    port(), method, target, headers + "Transfer-Encoding: chunked\r\n", chunked(bytes, 60_000));
        }
        var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        return RawHttp.send(port(), method, target, headers + length, bytes);
    }

    static String part(String name, String value) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    static String file(String name, int size) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + "y".repeat(size) + "\r\n";
    }

    static void assertError(int status, String message, Answer answer) throws IOException {
        assertEquals(status, answer.status(), answer.body());
        var body = json(answer);
        assertEquals(status, body.get("status_code").asInt());
        assertEquals(message, body.get("message").asText());
        assertTrue(answer.header("Content-Type").startsWith("application/json"), answer.header("Content-Type"));
        assertNotNull(answer.header("X-Request-Id"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    static JsonNode json(Answer answer) throws IOException {
        var body = answer.body();
        // A chunked answer has its length in front.
        return JSON.readTree(body.substring(Math.max(0, body.indexOf('{'))));
    }
}
