package app.velvet.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.Postgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, nothing gives a 5xx, nothing hangs, and every error has its form. */
@QuarkusTest
@WithTestResource(Postgres.class)
class FuzzTest {

    private static final int REQUESTS_PER_ROUND = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"};

    private static final String[] PATHS = {
        "/api/v1/echo",
        "/api/v1/echo.json",
        "/api/v1/echo/12",
        "/api/v1/echo/",
        "/last_changes",
        "/api/v1/echo/size",
        "/nothing",
        "/api/v1/echo/file"
    };

    private static final String[] TYPES = {
        "application/x-www-form-urlencoded",
        "application/json",
        "multipart/form-data; boundary=XX",
        "multipart/form-data",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=XX; charset=none",
        "multipart/form-data; boundary=XX; charset=[",
        "text/plain",
        ";",
        "application/json; charset=utf-16",
    };

    private static final String[] SEEDS = {
        "a=1&b[c]=2&d[]=3",
        "{\"a\":1,\"b\":{\"c\":[1,2,{\"d\":null}]}}",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX\r\nContent-Disposition: form-data; "
                + "name=\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhello\r\n--XX--\r\n",
        "",
    };

    @RepeatedTest(20)
    void arbitraryRequestsAreAnswered(RepetitionInfo round) throws IOException {
        var random = new Random(round.getCurrentRepetition());
        for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
            var request = request(random);
            assertAnswered(request);
        }
    }

    @RepeatedTest(5)
    void arbitraryBytesOnAConnectionAreAnsweredOrCutOff(RepetitionInfo round) throws IOException {
        var random = new Random(round.getCurrentRepetition());
        for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
            var request = request(random);
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            var answer = exchangeAndHangUp(request);
            assertTrue(answer.status() < 500, () -> described(request, answer));
        }
    }

    @Test
    void connectionsBrokenInTheMiddleOfABodyLeaveNothingBehind() throws IOException {
        var head = "POST /api/v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=XX\r\n"
                + "Content-Length: 1000000\r\n\r\n" + SEEDS[2].substring(0, SEEDS[2].length() - 10)
                + "y".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            try (var socket = new java.net.Socket("localhost", RestAssured.port)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertEquals(200, RawHttp.get(RestAssured.port, "/api/v1/echo").status());
    }

    private static void assertAnswered(byte[] request) throws IOException {
        var answer = RawHttp.exchange(RestAssured.port, request);
        assertTrue(answer.status() >= 200 && answer.status() < 500, () -> described(request, answer));
        if (answer.status() >= 400 && !new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD")) {
            var body = JSON.readTree(answer.body());
            assertEquals(answer.status(), body.get("status_code").asInt(), () -> described(request, answer));
        }
    }

    /** For requests that may be incomplete: closes its side, so that the server does not wait for more. */
    private static RawHttp.Answer exchangeAndHangUp(byte[] request) throws IOException {
        try (var socket = new java.net.Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            var bytes = socket.getInputStream().readAllBytes();
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.startsWith("HTTP/") ? RawHttp.parse(bytes) : RawHttp.parse(new byte[0]);
        } catch (java.net.SocketException reset) {
            return RawHttp.parse(new byte[0]);
        }
    }

    private static byte[] request(Random random) {
        var method = pick(random, METHODS);
        var target = pick(random, PATHS) + (random.nextBoolean() ? "?" + text(random, 30) : "");
        var headers = new StringBuilder();
        if (random.nextInt(4) > 0) {
            headers.append("Content-Type: ").append(pick(random, TYPES)).append("\r\n");
        }
        if (random.nextInt(8) == 0) {
            headers.append("X-Request-Id: ").append(text(random, 10)).append("\r\n");
        }
        if (random.nextInt(8) == 0) {
            headers.append("Authorization: Bearer ").append(text(random, 20)).append("\r\n");
        }
        if (random.nextInt(16) == 0) {
            headers.append("Accept: ").append(text(random, 10)).append("\r\n");
        }
        var body = body(random);
        if (random.nextInt(3) == 0) {
            headers.append("Transfer-Encoding: chunked\r\n");
            return RawHttp.request(method, target, headers.toString(), RawHttp.chunked(body, 1 + random.nextInt(40)));
        }
        headers.append("Content-Length: ").append(body.length).append("\r\n");
        return RawHttp.request(method, target, headers.toString(), body);
    }

    private static byte[] body(Random random) {
        var seed = pick(random, SEEDS).getBytes(StandardCharsets.UTF_8);
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < seed.length; i++) {
            switch (random.nextInt(60)) {
                case 0 -> body.write(random.nextInt(256));
                case 1 -> i += random.nextInt(5);
                case 2 -> body.write(seed, random.nextInt(i + 1), 1);
                default -> body.write(seed[i]);
            }
        }
        if (random.nextInt(4) == 0) {
            var noise = new byte[random.nextInt(50)];
            random.nextBytes(noise);
            body.writeBytes(noise);
        }
        return body.toByteArray();
    }

    /** Printable, as a request line and headers must be. */
    private static String text(Random random, int most) {
        var alphabet = "abc[]=&%0129fF.{}|\\^\"<>+;:/?@~é✓";
        return random.ints(random.nextInt(most), 0, alphabet.length())
                .mapToObj(index -> alphabet.substring(index, index + 1))
                .reduce("", String::concat);
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static String described(byte[] request, RawHttp.Answer answer) {
        return answer + " to " + Base64.getEncoder().encodeToString(request) + "\n"
                + new String(request, StandardCharsets.UTF_8);
    }
}
