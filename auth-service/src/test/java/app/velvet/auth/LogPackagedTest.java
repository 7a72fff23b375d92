package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PackagedReplica;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The log as those who collect it turn it on, which is the same in all services. */
class LogPackagedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void eachLineIsAnObjectWithTheIdsOfRequestAndTrace() throws Exception {
        var settings = new HashMap<>(new Secrets().start());
        settings.put("velvet.images.public-url", "https://velvet.example");
        settings.put("quarkus.log.console.json.enabled", "true");
        settings.put("quarkus.http.access-log.enabled", "true");
        try (var replica = PackagedReplica.start("logs", settings)) {
            replica.given()
                    .header("X-Request-Id", "one-of-ours")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                    .get("/api/v1/nothing")
                    .then()
                    .statusCode(404);

            var line = Awaitility.await().until(() -> lineAbout("/api/v1/nothing", replica), Optional::isPresent);

            assertEquals("one-of-ours", line.get().at("/mdc/requestId").textValue());
            assertEquals(TRACE, line.get().at("/mdc/traceId").textValue());
        }
    }

    /** All lines are read, also those of the start. */
    private static Optional<JsonNode> lineAbout(String what, PackagedReplica replica) throws IOException {
        return replica.log().stream()
                .map(LogPackagedTest::read)
                .filter(line -> line.get("message").textValue().contains(what))
                .findFirst();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }
}
