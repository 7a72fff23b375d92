package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import app.velvet.events.VitalThreads;
import app.velvet.events.consumer.ChangeConsumer;
import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.ConsumerSettings;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.events.trace.Traces;
import app.velvet.testing.TopicProbe;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change on its way from the outbox to those who apply it, in the trace of the request that made it. */
class TracedChangeTest {

    private static final long COMPANY = 11;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String REQUEST = "b7ad6b7169203331";
    private static final String RECORDED = "00-" + TRACE + "-" + REQUEST + "-01";
    private static final String NOT_RECORDED = "00-" + TRACE + "-" + REQUEST + "-00";

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final List<ChangeRecord> applied = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failsOnce = new AtomicBoolean();

    /** Tells what it was given. */
    private record Reader(String topic, List<ChangeRecord> applied, AtomicBoolean failsOnce) implements ChangeHandler {

        @Override
        public String consumer() {
            return "reader-of-" + topic;
        }

        @Override
        public Set<String> topics() {
            return Set.of(topic);
        }

        @Override
        public boolean stopsCompanies() {
            return false;
        }

        @Override
        public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
            if (failsOnce.compareAndSet(true, false)) {
                throw new SQLException("The database is away", "08006");
            }
        }

        @Override
        public void committed(List<ChangeRecord> changes) {
            applied.addAll(changes);
        }
    }

    /** Has a change published and applied that was made under this trace parent; returns the trace parent in its record. */
    private String publishAndApply(String traceparent, Traces traces) throws Exception {
        var topic = world.topic();
        var outbox = new JdbcOutbox(new ObjectMapper());
        var database = world.database();
        database.inTransaction(connection -> {
            outbox.append(connection, List.of(created(COMPANY, 1, 1)), traceparent);
            return null;
        });
        var kafka = RelayInThisJvm.clientOf(world.kafka());
        var metrics = new SimpleMeterRegistry();
        var threads = new VitalThreads();
        var reader = new Reader(topic, applied, failsOnce);
        try (var relay = new Relay(
                        database.connections(),
                        kafka,
                        QuickRelay.of(topic).settings(),
                        metrics,
                        Optional.empty(),
                        traces,
                        threads,
                        step -> {});
                var consumer = new ChangeConsumer(
                        database.connections(), kafka, reader, settings(), metrics, traces, threads, step -> {})) {
            relay.start();
            consumer.start();
            await().atMost(RelayWorld.PATIENCE).until(() -> applied.size() == 1);
        }
        return TopicProbe.header(world.log(topic).get(0), "traceparent");
    }

    private static ConsumerSettings settings() {
        return new ConsumerSettings(
                50,
                Duration.ofMillis(20),
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofDays(7),
                Duration.ofDays(90));
    }

    private static SpanData spanOf(SpanKind kind) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void requestRelayAndConsumerAreStepsOfOneTrace() throws Exception {
        var header = publishAndApply(RECORDED, Traces.with(TELEMETRY.getOpenTelemetry()));

        assertEquals(2, TELEMETRY.getSpans().size());
        var sending = spanOf(SpanKind.PRODUCER);
        var topic = attribute(sending, "messaging.destination.name");
        assertEquals(TRACE, sending.getTraceId());
        assertEquals(REQUEST, sending.getParentSpanId());
        assertEquals("send " + topic, sending.getName());
        assertEquals("kafka", attribute(sending, "messaging.system"));
        assertEquals("send", attribute(sending, "messaging.operation.type"));
        assertEquals("11", attribute(sending, "messaging.destination.partition.id"));
        assertEquals("velvet.contact.created", attribute(sending, "cloudevents.event_type"));
        assertEquals("Contact/1", attribute(sending, "cloudevents.event_subject"));
        assertEquals("00-" + TRACE + "-" + sending.getSpanId() + "-01", header);

        var processing = spanOf(SpanKind.CONSUMER);
        assertEquals(TRACE, processing.getTraceId());
        assertEquals(sending.getSpanId(), processing.getParentSpanId());
        assertEquals("process " + topic, processing.getName());
        assertEquals("reader-of-" + topic, attribute(processing, "messaging.consumer.group.name"));
        assertEquals(
                "00-" + TRACE + "-" + processing.getSpanId() + "-01",
                applied.get(0).traceparent());
    }

    @Test
    void whatIsRolledBackAndTriedAgainIsOneStep() throws Exception {
        failsOnce.set(true);

        publishAndApply(RECORDED, Traces.with(TELEMETRY.getOpenTelemetry()));

        assertFalse(failsOnce.get());
        assertEquals(
                List.of(SpanKind.PRODUCER, SpanKind.CONSUMER),
                TELEMETRY.getSpans().stream().map(SpanData::getKind).toList());
    }

    @Test
    void traceThatIsNotRecordedIsPassedOn() throws Exception {
        var header = publishAndApply(NOT_RECORDED, Traces.with(TELEMETRY.getOpenTelemetry()));

        assertEquals(List.of(), TELEMETRY.getSpans());
        assertEquals(NOT_RECORDED, header);
        assertEquals(NOT_RECORDED, applied.get(0).traceparent());
    }

    @Test
    void whereNothingIsRecordedTheCallersTraceIsPassedOn() throws Exception {
        var header = publishAndApply(RECORDED, Traces.OFF);

        assertEquals(RECORDED, header);
        assertEquals(RECORDED, applied.get(0).traceparent());
    }

    @Test
    void changeThatNoRequestMadeIsOfNoTrace() throws Exception {
        var header = publishAndApply(null, Traces.with(TELEMETRY.getOpenTelemetry()));

        assertEquals(List.of(), TELEMETRY.getSpans());
        assertNull(header);
        assertNull(applied.get(0).traceparent());
    }
}
