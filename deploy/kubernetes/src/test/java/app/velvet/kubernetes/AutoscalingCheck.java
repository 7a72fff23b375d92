package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an autoscaler goes by is there, its bounds are in order, and what consumes is scaled by how far it is behind. */
final class AutoscalingCheck implements Check {

    private static final String LAG = "velvet_consumer_lag";

    /** The types of metrics and where each says its target. */
    private static final Map<String, String> TARGETS = Map.of("Resource", "/resource/target", "Pods", "/pods/target");

    /** What a target of a type says. */
    private static final Map<String, String> VALUES =
            Map.of("Utilization", "averageUtilization", "AverageValue", "averageValue");

    private final List<ServiceCode> services;

    AutoscalingCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        manifests.of("HorizontalPodAutoscaler").forEach(autoscaler -> {
            bounds(autoscaler, manifests, findings);
            autoscaler.each("/spec/metrics").forEach(metric -> target(autoscaler, metric, findings));
            services.stream()
                    .filter(service -> service.name().equals(autoscaler.name()))
                    .forEach(service -> metrics(service, autoscaler, findings));
        });
        return findings.all();
    }

    private static void bounds(Manifest autoscaler, Manifests manifests, Findings findings) {
        JsonNode target = autoscaler.at("/spec/scaleTargetRef");
        findings.require(
                target.path("apiVersion").asText().equals("apps/v1")
                        && target.path("kind").asText().equals("Deployment")
                        && target.path("name").asText().equals(autoscaler.name())
                        && manifests.has("Deployment", autoscaler.name()),
                autoscaler,
                "it scales no Deployment of its name");
        int least = autoscaler.at("/spec/minReplicas").asInt(1);
        int most = autoscaler.at("/spec/maxReplicas").asInt();
        findings.require(least >= 2, autoscaler, "two replicas at least");
        findings.require(least < most, autoscaler, "its minimum is not below its maximum");
        int partitions = manifests
                .of("KafkaTopic")
                .filter(topic -> topic.name().endsWith(".changes"))
                .mapToInt(topic -> topic.at("/spec/partitions").asInt())
                .min()
                .orElse(0);
        findings.require(most <= partitions, autoscaler, "there are fewer partitions than replicas");
    }

    private static void target(Manifest autoscaler, JsonNode metric, Findings findings) {
        String type = metric.path("type").asText();
        if (!TARGETS.containsKey(type)) {
            findings.require(false, autoscaler, "an unknown type of metric: " + type);
            return;
        }
        JsonNode target = metric.at(TARGETS.get(type));
        String value = VALUES.get(target.path("type").asText());
        findings.require(value != null && target.has(value), autoscaler, "a metric of " + type + " has no target");
    }

    private static void metrics(ServiceCode service, Manifest autoscaler, Findings findings) {
        List<String> names = autoscaler
                .each("/spec/metrics")
                .map(metric -> metric.at("/pods/metric/name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.toList());
        names.forEach(
                name -> findings.require(service.hasMetric(name), autoscaler, "its service has no metric " + name));
        findings.require(
                service.topics().changeConsumers().isEmpty() || names.contains(LAG),
                autoscaler,
                "it does not look at the lag");
    }
}
