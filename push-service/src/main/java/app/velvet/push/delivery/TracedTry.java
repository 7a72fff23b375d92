package app.velvet.push.delivery;

import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Expired;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.semconv.ErrorAttributes;

/** A try at a provider, as its trace shows it: without token and text. */
record TracedTry(Span span) {

    /** {@code apns-id} where the provider is APNs. */
    private static final AttributeKey<String> PUSH = AttributeKey.stringKey("velvet.push.id");

    private static final AttributeKey<Long> TRIES = AttributeKey.longKey("velvet.push.tries");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("velvet.push.outcome");

    TracedTry(Span span, DueDelivery delivery) {
        this(span.setAttribute(PUSH, delivery.push().id().toString()).setAttribute(TRIES, (long) delivery.tries()));
    }

    /** Ends the span, and returns the outcome. */
    DeliveryOutcome ended(DeliveryOutcome outcome) {
        if (outcome instanceof Accepted) {
            span.setAttribute(OUTCOME, "accepted");
        } else if (outcome instanceof Refused refused) {
            failed("refused", refused.reason());
        } else if (outcome instanceof DeviceDead dead) {
            failed("device_dead", dead.reason());
        } else if (outcome instanceof Failed failed) {
            failed("failed", failed.reason());
        } else if (outcome instanceof Expired expired) {
            failed("expired", expired.reason());
        }
        span.end();
        return outcome;
    }

    private void failed(String what, String reason) {
        span.setAttribute(OUTCOME, what)
                .setAttribute(ErrorAttributes.ERROR_TYPE, reason)
                .setStatus(StatusCode.ERROR);
    }
}
