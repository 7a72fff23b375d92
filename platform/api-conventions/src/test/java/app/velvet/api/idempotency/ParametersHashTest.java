package app.velvet.api.idempotency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.parameters.Parameters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParametersHashTest {

    @Test
    void orderOfNamesDoesNotCount() {
        assertSame(parameters("a", "1", "b", "2"), parameters("b", "2", "a", "1"));
        assertSame(
                parameters("contact", parameters("a", "1", "b", "2")),
                parameters("contact", parameters("b", "2", "a", "1")));
    }

    @Test
    void numbersAreWhatTheirTextsAre() {
        assertSame(parameters("a", "1", "b", "true"), parameters("a", 1L, "b", true));
    }

    @Test
    void tokenAndFormatDoNotCount() {
        assertSame(parameters("a", "1"), parameters("a", "1", "auth_token", "x", "format", "json"));
    }

    @Test
    void tokenDeeperDownIsAParameterLikeOthers() {
        assertDifferent(parameters("a", parameters("auth_token", "x")), parameters("a", parameters("auth_token", "y")));
    }

    @Test
    void valuesNamesAndStructureCount() {
        assertDifferent(parameters("a", "1"), parameters("a", "2"));
        assertDifferent(parameters("a", "1"), parameters("b", "1"));
        assertDifferent(parameters("a", "1"), parameters("a", List.of("1")));
        assertDifferent(parameters("a", List.of("1", "2")), parameters("a", List.of("2", "1")));
        assertDifferent(parameters("a", ""), Parameters.NONE);
        assertDifferent(parameters("a", null), parameters("a", "null"));
    }

    @Test
    void endpointCounts() {
        assertFalse(Arrays.equals(
                ParametersHash.of("POST", "/api/v1/contacts", Parameters.NONE),
                ParametersHash.of("POST", "/api/v1/notes", Parameters.NONE)));
    }

    @Test
    void isNotComputedOnAnEventLoopButEmittedThere() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var computedOnEventLoop = new CompletableFuture<Boolean>();
            var emittedOnContext = new CompletableFuture<Boolean>();
            var value = new Object() {
                @Override
                public String toString() {
                    computedOnEventLoop.complete(Context.isOnEventLoopThread());
                    return "1";
                }
            };
            var context = vertx.getOrCreateContext();

            context.runOnContext(
                    ignored -> ParametersHash.offEventLoop("POST", "/api/v1/contacts", parameters("a", value))
                            .subscribe()
                            .with(hash -> emittedOnContext.complete(Vertx.currentContext() == context)));

            assertEquals(false, computedOnEventLoop.get(30, TimeUnit.SECONDS));
            assertEquals(true, emittedOnContext.get(30, TimeUnit.SECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static void assertSame(Parameters one, Parameters other) {
        assertArrayEquals(hash(one), hash(other));
    }

    private static void assertDifferent(Parameters one, Parameters other) {
        assertFalse(Arrays.equals(hash(one), hash(other)));
    }

    private static byte[] hash(Parameters parameters) {
        return ParametersHash.of("POST", "/api/v1/contacts", parameters);
    }

    private static Parameters parameters(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Parameters.of(values);
    }
}
