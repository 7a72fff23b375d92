package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedTryTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final Instant NOW = Instant.parse("2026-01-01T22:00:00Z");
    private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

    private static final DueDelivery DELIVERY = new DueDelivery(
            7,
            1,
            2,
            3,
            NOW,
            new Push(ID, "a-token", new Alert("New task", "Call Bessie Smith", 1, 4L), NOW),
            NOW,
            null,
            null,
            false);

    private static SpanData traced(DeliveryOutcome outcome) {
        var span = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("send apns")
                .startSpan();
        assertSame(outcome, new TracedTry(span, DELIVERY).ended(outcome));
        return TELEMETRY.getSpans().get(0);
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void acceptedTryTellsWhichPushItWas() {
        var span = traced(new DeliveryOutcome.Accepted());

        assertEquals("accepted", attribute(span, "velvet.push.outcome"));
        assertEquals(ID.toString(), attribute(span, "velvet.push.id"));
        assertEquals(2L, span.getAttributes().get(AttributeKey.longKey("velvet.push.tries")));
        assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
    }

    @Test
    void tryThatFailedTellsWhy() {
        var span = traced(new DeliveryOutcome.Failed("TooManyRequests", Duration.ofSeconds(5)));

        assertEquals("failed", attribute(span, "velvet.push.outcome"));
        assertEquals("TooManyRequests", attribute(span, "error.type"));
        assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    }

    @Test
    void neitherTokenNorTextIsTold() {
        var span = traced(new DeliveryOutcome.DeviceDead("Unregistered", NOW)).toString();

        assertFalse(span.contains("a-token"), span);
        assertFalse(span.contains("Bessie"), span);
    }
}
