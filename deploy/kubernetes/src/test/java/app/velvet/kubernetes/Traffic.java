package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which connections NetworkPolicies let through, by <a
 * href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">their rules</a>: what is selected by no policy
 * for a direction may do anything in it, everything else only what one of them allows. Addresses outside the cluster are those
 * that only an {@code ipBlock} or a rule without peers allows.
 */
final class Traffic {

    static final String OWN_NAMESPACE = "velvet";

    /**
     * One end of a connection.
     *
     * @param namespace labels of its namespace; none if it is outside the cluster
     */
    record End(String name, Map<String, String> namespace, Map<String, String> labels) {

        static End ours(String name, Map<String, String> labels) {
            return new End(name, Map.of("kubernetes.io/metadata.name", OWN_NAMESPACE), labels);
        }

        boolean isOurs() {
            return OWN_NAMESPACE.equals(namespace.get("kubernetes.io/metadata.name"));
        }

        boolean isOutside() {
            return namespace.isEmpty();
        }
    }

    /** A port by its number, and its name where the container names it. */
    record Port(String protocol, int number, Optional<String> name) {

        static Port tcp(int number) {
            return new Port("TCP", number, Optional.empty());
        }

        static Port http(int number) {
            return new Port("TCP", number, Optional.of("http"));
        }
    }

    private final List<Manifest> policies;

    Traffic(Manifests manifests) {
        this.policies = Stream.concat(
                        manifests.of("NetworkPolicy"), manifests.of("Kafka").map(Traffic::madeByStrimzi))
                .toList();
    }

    /** Strimzi lets into the brokers who a listener names; what it lets in besides is its own. */
    private static Manifest madeByStrimzi(Manifest kafka) {
        Manifest policy = new Manifest(kafka.content().objectNode());
        var spec = policy.content().putObject("spec");
        spec.putObject("podSelector").putObject("matchLabels").put("strimzi.io/name", kafka.name() + "-kafka");
        spec.putArray("policyTypes").add("Ingress");
        var rules = spec.putArray("ingress");
        kafka.each("/spec/kafka/listeners").forEach(listener -> {
            var rule = rules.addObject();
            if (listener.has("networkPolicyPeers")) {
                rule.set("from", listener.get("networkPolicyPeers"));
            }
            rule.putArray("ports").addObject().set("port", listener.get("port"));
        });
        return policy;
    }

    boolean isAllowed(End from, End to, Port port) {
        return (!from.isOurs() || isAllowed("Egress", "/spec/egress", "to", from, to, port))
                && (!to.isOurs() || isAllowed("Ingress", "/spec/ingress", "from", to, from, port));
    }

    private boolean isAllowed(String direction, String rules, String peers, End end, End other, Port port) {
        List<Manifest> selecting = policies.stream()
                .filter(policy -> policy.each("/spec/policyTypes")
                        .anyMatch(type -> type.asText().equals(direction)))
                .filter(policy -> selects(policy.at("/spec/podSelector"), end.labels()))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> policy.each(rules))
                        .anyMatch(rule -> isAmong(rule.path(peers), other) && isAt(rule.path("ports"), port));
    }

    private static boolean isAmong(JsonNode peers, End end) {
        return peers.isEmpty() || Manifest.each(peers).anyMatch(peer -> isPeer(peer, end));
    }

    private static boolean isPeer(JsonNode peer, End end) {
        if (peer.has("ipBlock")) {
            return end.isOutside();
        }
        boolean namespace = peer.has("namespaceSelector")
                ? !end.isOutside() && selects(peer.get("namespaceSelector"), end.namespace())
                : end.isOurs();
        return namespace && (!peer.has("podSelector") || selects(peer.get("podSelector"), end.labels()));
    }

    private static boolean isAt(JsonNode ports, Port port) {
        return ports.isEmpty() || Manifest.each(ports).anyMatch(allowed -> isPort(allowed, port));
    }

    private static boolean isPort(JsonNode allowed, Port port) {
        if (!allowed.path("protocol").asText("TCP").equals(port.protocol())) {
            return false;
        }
        JsonNode given = allowed.path("port");
        if (given.isTextual()) {
            return port.name().filter(given.asText()::equals).isPresent();
        }
        int last = allowed.path("endPort").asInt(given.asInt());
        return given.isMissingNode() || given.asInt() <= port.number() && port.number() <= last;
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                && Manifest.each(selector.path("matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        if (!expression.get("operator").asText().equals("In")) {
            throw new IllegalArgumentException("Only In is used here: " + expression);
        }
        String value = labels.get(expression.get("key").asText());
        return Manifest.each(expression.get("values"))
                .anyMatch(allowed -> allowed.asText().equals(value));
    }
}
