package app.velvet.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A client as the mobile apps are: every parameter goes into a form body, on every method. */
final class VelvetClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;
    private final String token;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private VelvetClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    static VelvetClient anonymous(URI server) {
        return new VelvetClient(server, null);
    }

    static VelvetClient signedIn(URI server, String email) {
        var anonymous = anonymous(server);
        var answer = anonymous.call("POST", "/api/v1/tokens", Map.of("email", email, "password", "velvet-demo"));
        return new VelvetClient(server, answer.requireOk().get("token").asText());
    }

    /** The same user at another address. */
    VelvetClient at(URI address) {
        return new VelvetClient(address, token);
    }

    /**
     * What the server answered; {@code status} 0 if it did not.
     *
     * @param retryAfter in how many seconds it asks to be asked again; null if it does not
     */
    record Answer(int status, JsonNode body, String retryAfter) {

        static final Answer NONE = new Answer(0, null, null);

        boolean ok() {
            return status == 200;
        }

        JsonNode requireOk() {
            if (!ok()) {
                throw new AssertionError("Expected 200, got " + status + ": " + body);
            }
            return body;
        }
    }

    Answer call(String method, String path, Map<String, String> parameters) {
        return call(method, path, parameters, null);
    }

    /** @param key with which a creation is made once, however often it is asked for; null if it has none */
    Answer call(String method, String path, Map<String, String> parameters, String key) {
        var answer = send(method, path, parameters, key);
        if (!answer.ok()) {
            failures.add(method + " " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    /** Asks for a creation, under one key, until it is made: as an app does while a service is away or has too much to do. */
    JsonNode create(String path, Map<String, String> parameters, String key) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> call("POST", path, parameters, key), Answer::ok)
                .body();
    }

    private Answer send(String method, String path, Map<String, String> parameters, String key) {
        var form = new LinkedHashMap<>(parameters);
        if (token != null) {
            form.put("auth_token", token);
        }
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(encode(form)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body()),
                    response.headers().firstValue("Retry-After").orElse(null));
        } catch (IOException e) {
            return Answer.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }

    /** What was not answered with success so far. */
    Collection<String> failures() {
        return failures;
    }

    JsonNode get(String path, Map<String, String> parameters) {
        return call("GET", path, parameters).requireOk();
    }

    void acknowledge(String timestamp) {
        call("POST", "/last_changes/acknowledgment", Map.of("timestamp", timestamp))
                .requireOk();
    }

    /** The server's own time: every answer of the feed carries it, also one that asks for a reload. */
    String feedTime() {
        return get("/last_changes", Map.of()).get("timestamp").asText();
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
