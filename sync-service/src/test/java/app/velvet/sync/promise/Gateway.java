package app.velvet.sync.promise;

import app.velvet.api.error.ApiError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Brings requests to any of the replicas, also to those that are dead or stand still. Thread-safe. */
final class Gateway {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> REFUSALS =
            List.of(ApiError.INVALID_TOKEN.status(), ApiError.DEACTIVATED.status(), ApiError.NOT_PERMITTED.status());

    /** @param body null if it is no JSON */
    record Reply(int status, JsonNode body) {

        /** Of a user who may not come in, or whose rights change just then. */
        boolean isRefusal() {
            return REFUSALS.contains(status);
        }

        /** That nothing explains which befalls the replicas. */
        boolean isMistake() {
            return !isRefusal() && status >= 400 && status <= 500;
        }

        /** Whether it says if the request has had an effect. */
        boolean isCertain() {
            return status < 500;
        }
    }

    private final Cluster cluster;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Gateway(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @return empty if nothing whole came in time */
    Optional<Reply> get(Random random, String path, String token, Map<String, String> parameters, Duration patience) {
        var pending = getting(random, path, token, parameters);
        try {
            return pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            pending.cancel(true);
            return Optional.empty();
        } catch (ExecutionException lost) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Optional<Reply>> getting(
            Random random, String path, String token, Map<String, String> parameters) {
        var request = HttpRequest.newBuilder(uri(random, path, token, parameters))
                .header("Accept-Encoding", random.nextBoolean() ? "gzip" : "identity")
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Gateway::read);
    }

    Optional<Reply> post(Random random, String path, String token, Map<String, String> parameters, Duration patience) {
        var request = HttpRequest.newBuilder(uri(random, path, token, parameters))
                .POST(HttpRequest.BodyPublishers.noBody())
                .timeout(patience)
                .build();
        try {
            return read(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException lost) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI uri(Random random, String path, String token, Map<String, String> parameters) {
        var place = cluster.places().get(random.nextInt(cluster.places().size()));
        var query = parameters.entrySet().stream()
                .map(parameter -> "&" + encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining());
        return URI.create("http://127.0.0.1:" + place.replica().port() + path + "?auth_token=" + token + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<Reply> read(HttpResponse<byte[]> response) {
        try {
            var isZipped =
                    response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
            var body = isZipped
                    ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                    : response.body();
            return Optional.of(new Reply(response.statusCode(), JSON.readTree(body)));
        } catch (JsonProcessingException cutOff) {
            return response.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of(new Reply(response.statusCode(), null));
        } catch (IOException cutOff) {
            return Optional.empty();
        }
    }
}
