package app.velvet.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A collector of OpenTelemetry, as far as one is needed to see what services tell it: OTLP over HTTP. */
final class TraceCollector implements AutoCloseable {

    private final Queue<ExportTraceServiceRequest> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has to be in the environment of services so that they tell it of everything. */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED",
                "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "100ms");
    }

    private void take(HttpExchange exchange) throws IOException {
        received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** A span and the service that told of it; the parent is empty where there is none. */
    record Step(
            String service,
            Span.SpanKind kind,
            String name,
            String traceId,
            String id,
            String parentId,
            Map<String, String> attributes) {

        private static Step of(Resource resource, Span span) {
            return new Step(
                    attributes(resource.getAttributesList()).get("service.name"),
                    span.getKind(),
                    span.getName(),
                    HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                    HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                    HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                    attributes(span.getAttributesList()));
        }

        private static Map<String, String> attributes(List<KeyValue> attributes) {
            var texts = new TreeMap<String, String>();
            for (var attribute : attributes) {
                var value = attribute.getValue();
                texts.put(
                        attribute.getKey(),
                        value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue());
            }
            return texts;
        }

        boolean is(String service, Span.SpanKind kind, String name) {
            return this.service.equals(service) && this.kind == kind && this.name.equals(name);
        }

        boolean has(String attribute, String value) {
            return value.equals(attributes.get(attribute));
        }

        boolean follows(Step other) {
            return traceId.equals(other.traceId) && parentId.equals(other.id);
        }
    }

    private Stream<Step> steps() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(ofService -> ofService.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> Step.of(ofService.getResource(), span)));
    }

    /** Waits until it has been told of one that matches. */
    Step await(Duration patience, String what, Predicate<Step> matching) {
        return Awaitility.await(what)
                .atMost(patience)
                .until(() -> steps().filter(matching).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    boolean knows(Predicate<Step> matching) {
        return steps().anyMatch(matching);
    }

    /** All that it was told. */
    String everything() {
        return received.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
