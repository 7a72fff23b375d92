package app.velvet.events.trace;

import static io.opentelemetry.semconv.incubating.CloudeventsIncubatingAttributes.CLOUDEVENTS_EVENT_ID;
import static io.opentelemetry.semconv.incubating.CloudeventsIncubatingAttributes.CLOUDEVENTS_EVENT_SUBJECT;
import static io.opentelemetry.semconv.incubating.CloudeventsIncubatingAttributes.CLOUDEVENTS_EVENT_TYPE;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_CONSUMER_GROUP_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_PARTITION_ID;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_KAFKA_OFFSET;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_SYSTEM;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MessagingSystemIncubatingValues.KAFKA;

import app.velvet.events.ChangeHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Begins spans of work that was stored for later, under the trace parent that was stored with it. Work whose trace is not
 * recorded gets {@link Span#getInvalid}, with which everything may be done and nothing happens. A span that is never ended is
 * never told of: so it is with work that is rolled back to be tried again. Thread-safe.
 *
 * <p>Names and attributes are those of the <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">semantic
 * conventions for Kafka</a>; ids of entities are among them, nothing of what entities say.
 */
public final class Traces {

    /** Where nothing is recorded. */
    public static final Traces OFF = new Traces(Optional.empty());

    private static final String TRACE_PARENT = ChangeHeaders.TRACE_PARENT;
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> TRACE_PARENT_ALONE = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACE_PARENT);
        }

        @Override
        public String get(String traceparent, String key) {
            return TRACE_PARENT.equals(key) ? traceparent : null;
        }
    };

    private final Optional<Tracer> tracer;

    private Traces(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    public static Traces with(OpenTelemetry telemetry) {
        return new Traces(Optional.of(telemetry.getTracer("app.velvet.events")));
    }

    /** The trace parent of what is done for the request under way; empty if its trace is not recorded. */
    public static Optional<String> current() {
        return Optional.of(Span.current()).flatMap(Traces::traceparent);
    }

    /** The trace parent of what a span causes; empty if it is not recorded. */
    public static Optional<String> traceparent(Span span) {
        if (!span.getSpanContext().isSampled()) {
            return Optional.empty();
        }
        var headers = new HashMap<String, String>();
        W3C.inject(Context.root().with(span), headers, Map::put);
        return Optional.of(headers.get(TRACE_PARENT));
    }

    /** Whether spans are begun under this trace parent, which may be null. */
    public boolean areRecorded(String traceparent) {
        return parent(traceparent).isPresent();
    }

    /** This trace parent, or null if nothing is begun under it. */
    public String recorded(String traceparent) {
        return areRecorded(traceparent) ? traceparent : null;
    }

    /** The way of a record to its topic, which begins now; it names it as the parent of what comes after. */
    public Span sending(ProducerRecord<String, byte[]> record) {
        var span = messaging("send", SpanKind.PRODUCER, record.topic(), record.partition(), record.headers());
        traceparent(span)
                .ifPresent(traceparent -> record.headers()
                        .remove(TRACE_PARENT)
                        .add(TRACE_PARENT, traceparent.getBytes(StandardCharsets.UTF_8)));
        return span;
    }

    /** What a consumer does with a record, which begins now. */
    public Span processing(ConsumerRecord<byte[], byte[]> record, String consumer) {
        return messaging("process", SpanKind.CONSUMER, record.topic(), record.partition(), record.headers())
                .setAttribute(MESSAGING_CONSUMER_GROUP_NAME, consumer)
                .setAttribute(MESSAGING_KAFKA_OFFSET, record.offset());
    }

    /** A call of somebody outside of this process, which begins now, e.g. {@code send apns}. */
    public Span calling(String operation, String target, String traceparent) {
        return begin(operation, target, SpanKind.CLIENT, traceparent);
    }

    private Span messaging(String operation, SpanKind kind, String topic, int partition, Headers headers) {
        var span = begin(operation, topic, kind, header(headers, TRACE_PARENT));
        if (span.isRecording()) {
            span.setAttribute(MESSAGING_SYSTEM, KAFKA)
                    .setAttribute(MESSAGING_OPERATION_TYPE, operation)
                    .setAttribute(MESSAGING_OPERATION_NAME, operation)
                    .setAttribute(MESSAGING_DESTINATION_NAME, topic)
                    .setAttribute(MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(partition))
                    .setAttribute(CLOUDEVENTS_EVENT_ID, header(headers, ChangeHeaders.ID))
                    .setAttribute(CLOUDEVENTS_EVENT_TYPE, header(headers, ChangeHeaders.TYPE))
                    .setAttribute(CLOUDEVENTS_EVENT_SUBJECT, header(headers, ChangeHeaders.SUBJECT));
        }
        return span;
    }

    private Span begin(String operation, String target, SpanKind kind, String traceparent) {
        return parent(traceparent)
                .map(parent -> tracer.orElseThrow()
                        .spanBuilder(operation + " " + target)
                        .setSpanKind(kind)
                        .setParent(parent)
                        .startSpan())
                .orElse(Span.getInvalid());
    }

    /** Empty if it is of no trace that is recorded here. */
    private Optional<Context> parent(String traceparent) {
        return tracer.isEmpty() || traceparent == null
                ? Optional.empty()
                : Optional.of(W3C.extract(Context.root(), traceparent, TRACE_PARENT_ALONE))
                        .filter(parent ->
                                Span.fromContext(parent).getSpanContext().isSampled());
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
