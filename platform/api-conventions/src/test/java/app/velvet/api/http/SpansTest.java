package app.velvet.api.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of requests where that is wanted. */
@QuarkusTest
@TestProfile(SpansTest.Recording.class)
@WithTestResource(Postgres.class)
class SpansTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    public static class Recording implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "10ms");
        }
    }

    @Inject
    InMemorySpanExporter exporter;

    private long begun;

    @BeforeEach
    void begin() {
        begun = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    /** Of requests of this test: those of the one before may be told of late, and public keys are fetched at any time. */
    private List<SpanData> spans(int count) {
        return await().until(
                        () -> exporter.getFinishedSpanItems().stream()
                                .filter(span -> span.getKind() == SpanKind.SERVER && span.getStartEpochNanos() >= begun)
                                .toList(),
                        spans -> spans.size() >= count);
    }

    @Test
    void requestIsAStepOfItsCallersTrace() throws IOException {
        RawHttp.send(
                RestAssured.port,
                "GET",
                "/api/v1/echo?name=Nina",
                "traceparent: 00-" + TRACE + "-" + CALLER + "-01\r\n",
                new byte[0]);

        var span = spans(1).get(0);
        assertEquals(TRACE, span.getTraceId());
        assertEquals(CALLER, span.getParentSpanId());
        assertEquals("GET /api/v1/echo", span.getName());
        assertEquals(200L, span.getAttributes().get(HttpAttributes.HTTP_RESPONSE_STATUS_CODE));
        assertEquals("REDACTED", span.getAttributes().get(UrlAttributes.URL_QUERY));
    }

    @Test
    void linesOfTheLogNameTheTrace() throws IOException {
        var traces = new CopyOnWriteArrayList<String>();
        var recorder = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    traces.add(line.getMdc("traceId"));
                }
            }
        };
        var root = LogContext.getLogContext().getLogger("");
        root.addHandler(recorder);
        try {
            RawHttp.get(RestAssured.port, "/api/v1/errors/npe");
        } finally {
            root.removeHandler(recorder);
        }

        assertEquals(List.of(spans(1).get(0).getTraceId()), traces);
    }

    @Test
    void nobodysTokenAndAddressAreRecordedWhereverTheyStand() throws IOException {
        var token = TestTokens.issue(7, 70);
        var targets =
                List.of("/api/v1/echo", "/api/v1/echo.json", "/api/v1/echo.xml", "/nothing", "/api/v1/errors/npe");
        for (var target : targets) {
            RawHttp.get(RestAssured.port, target + "?auth_token=" + token);
            RawHttp.get(RestAssured.port, target + "?a=%zz&auth_token=" + token);
            var body = ("auth_token=" + token).getBytes(StandardCharsets.UTF_8);
            RawHttp.send(
                    RestAssured.port,
                    "GET",
                    target,
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n",
                    body);
            RawHttp.send(
                    RestAssured.port,
                    "GET",
                    target,
                    "Authorization: Bearer " + token + "\r\nX-Forwarded-For: 203.0.113.77\r\n",
                    new byte[0]);
        }

        var recorded = spans(4 * targets.size()).toString();
        for (var part : token.split("\\.")) {
            assertFalse(recorded.contains(part), recorded);
        }
        assertFalse(recorded.contains("203.0.113.77"), recorded);
    }

    @Test
    void whatAnUnexpectedFailureSaysIsNotRecorded() throws IOException {
        RawHttp.get(RestAssured.port, "/api/v1/errors/private");

        var recorded = spans(1).toString();
        assertFalse(recorded.contains(FailingResource.SECRET), recorded);
    }
}
