package app.velvet.kubernetes;

import app.velvet.kubernetes.Traffic.End;
import app.velvet.kubernetes.Traffic.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * NetworkPolicies let through what the code needs and nothing else: of all connections between services, databases, brokers,
 * gateway, Prometheus, a collector of traces, strangers in and out of the namespace, and the world.
 */
final class TrafficCheck implements Check {

    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final End GATEWAY =
            new End("the gateway", Map.of(NAMESPACE, "gateway", "velvet.app/gateway", "true"), Map.of());
    private static final End PROMETHEUS =
            new End("Prometheus", Map.of(NAMESPACE, "monitoring", "velvet.app/monitoring", "true"), Map.of());
    private static final End COLLECTOR =
            new End("the collector", Map.of(NAMESPACE, "tracing", "velvet.app/tracing", "true"), Map.of());
    private static final End STRANGER = new End("another namespace", Map.of(NAMESPACE, "other"), Map.of());
    private static final End NEIGHBOUR = End.ours("a neighbour", Map.of("app.kubernetes.io/name", "neighbour"));
    private static final End WORLD = new End("the world", Map.of(), Map.of());
    private static final End BROKER =
            End.ours("Kafka", Map.of("strimzi.io/cluster", "velvet", "strimzi.io/name", "velvet-kafka"));

    private static final Port DATABASE = Port.tcp(5432);
    private static final Port KAFKA = Port.tcp(9093);
    private static final Port HTTP = Port.http(8080);
    private static final Port HTTPS = Port.tcp(443);
    private static final Port MAIL = Port.tcp(587);
    private static final Port OTLP = Port.tcp(4317);

    private final List<ServiceCode> services;

    TrafficCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Traffic traffic = new Traffic(manifests);
        Set<String> needed = needed(manifests);
        Findings findings = new Findings();
        List<End> ends = ends();
        for (End from : ends) {
            for (End to : ends) {
                for (Port port : List.of(DATABASE, KAFKA, HTTP, HTTPS, MAIL, OTLP)) {
                    String connection = connection(from.name(), to.name(), port);
                    if (isJudged(from, to)) {
                        boolean isAllowed = traffic.isAllowed(from, to, port);
                        findings.require(
                                isAllowed || !needed.contains(connection), connection, "it is needed, and not allowed");
                        findings.require(
                                !isAllowed || needed.contains(connection), connection, "it is allowed, and not needed");
                    }
                }
            }
        }
        return findings.all();
    }

    /** Databases and brokers talk among themselves and with the API server as their operators say. */
    private boolean isJudged(End from, End to) {
        boolean isOwnAffair = from.equals(to) || isServer(from) && !isService(to);
        return !isOwnAffair && (from.isOurs() || to.isOurs());
    }

    private boolean isServer(End end) {
        return end.isOurs() && !isService(end) && !end.equals(NEIGHBOUR);
    }

    private static boolean isService(End end) {
        return ServiceCode.SERVICES.contains(end.name());
    }

    private List<End> ends() {
        List<End> ends = new ArrayList<>(List.of(GATEWAY, PROMETHEUS, COLLECTOR, STRANGER, NEIGHBOUR, WORLD, BROKER));
        for (ServiceCode service : services) {
            ends.add(End.ours(
                    service.name(),
                    Map.of("app.kubernetes.io/name", service.name(), "app.kubernetes.io/part-of", "velvet")));
            ends.add(End.ours(database(service), Map.of("cnpg.io/cluster", database(service))));
        }
        return ends;
    }

    private static String database(ServiceCode service) {
        return service.name().replace("-service", "-db");
    }

    private Set<String> needed(Manifests manifests) {
        Set<String> needed = new TreeSet<>();
        for (ServiceCode service : services) {
            String name = service.name();
            needed.add(connection(GATEWAY.name(), name, HTTP));
            needed.add(connection(PROMETHEUS.name(), name, HTTP));
            needed.add(connection(name, database(service), DATABASE));
            needed.add(connection(name, BROKER.name(), KAFKA));
            service.calls().forEach(called -> needed.add(connection(name, called, HTTP)));
            Environment environment = new Environment(manifests.require("Deployment", name), manifests);
            if (environment.has("QUARKUS_MAILER_HOST")) {
                needed.add(connection(name, WORLD.name(), MAIL));
            }
            if (environment.has("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT")) {
                needed.add(connection(name, COLLECTOR.name(), OTLP));
            }
            if (environment.has("VELVET_SMS_TWILIO_ACCOUNT_SID")
                    || environment.has("VELVET_IMAGES_S3_BUCKET")
                    || environment.has("VELVET_APNS_KEY_FILE")
                    || environment.has("VELVET_FCM_CREDENTIALS_FILE")) {
                needed.add(connection(name, WORLD.name(), HTTPS));
            }
        }
        return needed;
    }

    private static String connection(String from, String to, Port port) {
        return from + " to " + to + " at " + port.number();
    }
}
