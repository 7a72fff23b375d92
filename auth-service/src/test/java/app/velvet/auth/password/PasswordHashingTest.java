package app.velvet.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final String PASSWORD = "correct horse";

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final PasswordHashing passwords = new PasswordHashing(oneAtATimeAndOneWaiting(), new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        passwords.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void onlyTheRightPasswordMatches() throws Exception {
        var hash = onContext(() -> passwords.hash(PASSWORD).subscribeAsCompletionStage());

        assertTrue(matches(PASSWORD, Optional.of(hash)));
        assertFalse(matches("wrong password", Optional.of(hash)));
    }

    @Test
    void nobodyHasThePasswordOfNobody() throws Exception {
        assertFalse(matches("a password that nobody has", Optional.empty()));
    }

    @Test
    void answersOnTheContextThatAsked() throws Exception {
        var answeredOn = onContext(() ->
                passwords.hash(PASSWORD).map(hash -> Vertx.currentContext()).subscribeAsCompletionStage());

        assertEquals(context, answeredOn);
    }

    @Test
    void refusesWhenTooManyWait() throws Exception {
        var hashes = onContext(() -> {
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(passwords.hash(PASSWORD).subscribeAsCompletionStage());
            }
            return CompletableFuture.completedFuture(all);
        });

        hashes.get(0).get(1, TimeUnit.MINUTES);
        hashes.get(1).get(1, TimeUnit.MINUTES);
        for (var refused : hashes.subList(2, 5)) {
            assertEquals(ApiError.UNAVAILABLE, refusal(refused));
        }
    }

    private static Object refusal(CompletableFuture<?> refused) throws Exception {
        try {
            refused.get(1, TimeUnit.MINUTES);
            return "not refused";
        } catch (ExecutionException e) {
            return ((RefusedException) e.getCause()).refusal();
        }
    }

    private boolean matches(String password, Optional<String> hash) throws Exception {
        return onContext(() -> passwords.matches(password, hash).subscribeAsCompletionStage());
    }

    private <T> T onContext(Supplier<CompletableFuture<T>> work) throws Exception {
        var result = new CompletableFuture<T>();
        context.runOnContext(ignored -> work.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result.get(1, TimeUnit.MINUTES);
    }

    private static PasswordSettings oneAtATimeAndOneWaiting() {
        return new SmallRyeConfigBuilder()
                .withMapping(PasswordSettings.class)
                .withDefaultValues(Map.of(
                        "velvet.auth.password.memory-kib", "65536",
                        "velvet.auth.password.threads", "1",
                        "velvet.auth.password.waiting", "1"))
                .build()
                .getConfigMapping(PasswordSettings.class);
    }
}
