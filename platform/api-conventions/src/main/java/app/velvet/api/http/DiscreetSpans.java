package app.velvet.api.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import jakarta.inject.Singleton;

/** Keeps out of spans what may hold a token or tell of a person: queries, and where somebody calls from. */
@Singleton
class DiscreetSpans implements SpanProcessor {

    /** As the <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">semantic conventions</a> have it. */
    private static final String REDACTED = "REDACTED";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        redact(span, UrlAttributes.URL_QUERY);
        redact(span, ClientAttributes.CLIENT_ADDRESS);
        var url = span.getAttribute(UrlAttributes.URL_FULL);
        if (url != null && url.indexOf('?') >= 0) {
            span.setAttribute(UrlAttributes.URL_FULL, url.substring(0, url.indexOf('?') + 1) + REDACTED);
        }
    }

    private static void redact(ReadWriteSpan span, AttributeKey<String> attribute) {
        if (span.getAttribute(attribute) != null) {
            span.setAttribute(attribute, REDACTED);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
