package app.velvet.events.staff;

import app.velvet.api.token.ServiceTokens;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks auth-service for ended access. */
final class EndedAccessClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Until the answer has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI authService;
    private final Supplier<String> serviceToken;

    /** @param authService where auth-service answers internal calls */
    EndedAccessClient(URI authService, Supplier<String> serviceToken) {
        this.authService = authService;
        this.serviceToken = serviceToken;
    }

    /**
     * @param cursor null for all that has ended
     * @throws IOException if it does not answer, or not as agreed
     */
    EndedAccess since(String cursor) throws IOException, InterruptedException {
        var query = cursor == null ? "" : "?since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(authService.resolve("/internal/ended_access" + query))
                .header(ServiceTokens.HEADER, serviceToken.get())
                .timeout(TIMEOUT)
                .build();
        var answer = whole(http.sendAsync(request, BodyHandlers.ofByteArray()));
        if (answer.statusCode() != 200) {
            throw new IOException("auth-service answers with status " + answer.statusCode());
        }
        return JSON.readValue(answer.body(), EndedAccess.class);
    }

    /** The client's own timeout ends with the headers: a body that stands still would be waited for without end. */
    private static <T> T whole(CompletableFuture<T> answering) throws IOException, InterruptedException {
        try {
            return answering.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answering.cancel(true);
            throw new HttpTimeoutException("The answer has not ended in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
