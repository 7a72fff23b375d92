package app.velvet.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits until something answers 200. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final long ASK_AGAIN_MILLIS = 100;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .build();

    private Readiness() {}

    /** Returns false if that takes too long or is hopeless. */
    static boolean await(URI uri, BooleanSupplier hope) {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (hope.getAsBoolean() && Instant.now().isBefore(end)) {
                if (answers(uri)) {
                    return true;
                }
                Thread.sleep(ASK_AGAIN_MILLIS);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean answers(URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
