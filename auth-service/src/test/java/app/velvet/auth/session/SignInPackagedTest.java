package app.velvet.auth.session;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.Secrets;
import app.velvet.auth.Velvet;
import app.velvet.testing.PackagedReplica;
import io.restassured.http.ContentType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one database. */
class SignInPackagedTest {

    private static final String DATABASE = "replicas";
    private static final String ADDRESS = "203.0.113.7";

    @Test
    void guessesOnSeveralReplicasLearnNoMoreThanFiveAndLockNobodyElseOut() throws Exception {
        var settings = new HashMap<>(new Secrets().start());
        settings.put("velvet.images.public-url", "https://velvet.example");
        settings.put("velvet.auth.sign-in.gateways", "127.0.0.1/32");
        try (var one = PackagedReplica.start(DATABASE, settings);
                var other = PackagedReplica.start(DATABASE, settings)) {
            var replicas = List.of(one, other);

            var answers = atOnce(20, guess -> signIn(replicas.get(guess % 2), ADDRESS, "nobody@venue.example"));

            assertEquals(Map.of(401, 5L, 429, 15L), answers.stream().collect(groupingBy(status -> status, counting())));
            assertEquals(401, signIn(other, "203.0.113.8", "nobody@venue.example"));
            assertEquals(401, signIn(other, ADDRESS, "somebody@venue.example"));
        }
    }

    private static int signIn(PackagedReplica replica, String address, String email) {
        return replica.given()
                .header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", Velvet.PASSWORD))
                .post("/api/v1/tokens")
                .statusCode();
    }

    private static List<Integer> atOnce(int times, IntFunction<Integer> attempt) {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var answers = IntStream.range(0, times)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> attempt.apply(number), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
