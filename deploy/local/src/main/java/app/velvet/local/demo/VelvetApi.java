package app.velvet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Velvet's API as a client sees it. */
final class VelvetApi {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long ASK_AGAIN_MILLIS = 200;

    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer that was not to be expected. */
    static final class UnexpectedAnswerException extends RuntimeException {

        UnexpectedAnswerException(HttpRequest request, HttpResponse<String> answer) {
            super(request.method() + " " + request.uri().getPath() + " answered " + answer.statusCode() + " "
                    + answer.body());
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI server;
    private final String tokenHeader;
    private final String token;

    private VelvetApi(URI server, String tokenHeader, String token) {
        this.server = server;
        this.tokenHeader = tokenHeader;
        this.token = token;
    }

    /** Calls what needs no token. */
    static VelvetApi of(URI server) {
        return new VelvetApi(server, null, null);
    }

    static VelvetApi signedIn(URI server, String email, String password) {
        ObjectNode signIn = JSON.createObjectNode().put("email", email).put("password", password);
        String token = of(server).post("/api/v1/tokens", signIn).get("token").asText();
        return new VelvetApi(server, "Authorization", "Bearer " + token);
    }

    /** Calls the internal API of one service as another one. */
    static VelvetApi ofService(URI service, String serviceToken) {
        return new VelvetApi(service, "Velvet-Service-Token", serviceToken);
    }

    JsonNode get(String path) {
        HttpRequest request = request(path).GET().build();
        return success(request, send(request));
    }

    JsonNode post(String path, JsonNode body) {
        HttpRequest request = posting(path, body).build();
        return success(request, send(request));
    }

    /**
     * Creates something unless it is there already, whether an earlier, interrupted run is remembered by its key or only
     * by what it made.
     *
     * @param key the same for the same thing in every run
     */
    void create(String path, String key, JsonNode body) {
        HttpRequest request = creating(path, key, body);
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != CONFLICT) {
            success(request, answer);
        }
    }

    /**
     * Creates something that nothing conflicts with.
     *
     * @param key the same for the same thing in every run: a run that goes on after an interrupted one gets its answer
     * @return its id
     */
    long createNew(String path, String key, JsonNode body) {
        HttpRequest request = creating(path, key, body);
        return success(request, send(request)).get("id").asLong();
    }

    private HttpRequest creating(String path, String key, JsonNode body) {
        return posting(path, body).header("Idempotency-Key", key).build();
    }

    void put(String path, JsonNode body) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build();
        success(request, send(request));
    }

    /** Asks until the service has heard of the user; whether he may see anything there does not matter. */
    void awaitKnown(String path) {
        send(request(path).GET().build());
    }

    private HttpRequest.Builder posting(String path, JsonNode body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
        return token == null ? request : request.header(tokenHeader, token);
    }

    private static JsonNode success(HttpRequest request, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new UnexpectedAnswerException(request, answer);
        }
        return parse(answer.body());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request, again and again while a part of Velvet is not there yet. */
    private HttpResponse<String> send(HttpRequest request) {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == UNAVAILABLE && Instant.now().isBefore(end)) {
                Thread.sleep(ASK_AGAIN_MILLIS);
                answer = http.send(request, BodyHandlers.ofString());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
