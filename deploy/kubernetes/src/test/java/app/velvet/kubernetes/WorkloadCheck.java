package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every Deployment runs twice, as nobody, with nothing that it could write but its scratch, within limits; it is watched, spread,
 * and ended so that what it has begun is finished.
 */
final class WorkloadCheck implements Check {

    /** What a replica needs after its last answer: relay and consumers finish their batches, connections are closed. */
    private static final int SECONDS_AFTER_THE_LAST_ANSWER = 30;

    private static final int SECONDS_UNTIL_NO_PROXY_SENDS = 5;
    private static final int SECONDS_FOR_MIGRATIONS = 300;

    /** How long a node may be too slow for its probes, while replicas start on it, before that counts against a replica. */
    private static final int SECONDS_OF_SLOWNESS = 60;

    /** How late a probe, which asks the database too, may be answered without that being a failure. */
    private static final int SECONDS_FOR_AN_ANSWER = 10;

    private static final Pattern IMAGE = Pattern.compile("velvet/[a-z-]+:[A-Za-z0-9._-]+");
    private static final Pattern QUANTITY = Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|M|G|Ki|Mi|Gi)?");
    private static final Set<String> SPREAD = Set.of("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        manifests.of("Deployment").forEach(deployment -> {
            replicas(deployment, manifests, findings);
            identity(deployment, manifests, findings);
            privileges(deployment, findings);
            resources(deployment, findings);
            probes(deployment, findings);
            ending(deployment, manifests, findings);
            spread(deployment, findings);
            disruption(deployment, manifests, findings);
            volumes(deployment, findings);
        });
        return findings.all();
    }

    private static void replicas(Manifest deployment, Manifests manifests, Findings findings) {
        boolean isScaled = manifests.has("HorizontalPodAutoscaler", deployment.name());
        findings.require(
                isScaled != deployment.at("/spec").has("replicas"),
                deployment,
                "either it says its replicas, or an autoscaler does");
        findings.require(isScaled || deployment.at("/spec/replicas").asInt() >= 2, deployment, "two replicas at least");
        findings.require(
                deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1) == 0,
                deployment,
                "no replica ends before another one is ready");
        findings.require(
                contains(deployment.at("/spec/template/metadata/labels"), deployment.at("/spec/selector/matchLabels")),
                deployment,
                "its selector does not select its own pods");
    }

    private static void identity(Manifest deployment, Manifests manifests, Findings findings) {
        JsonNode pod = deployment.at("/spec/template/spec");
        findings.require(
                pod.path("serviceAccountName").asText().equals(deployment.name())
                        && manifests.has("ServiceAccount", deployment.name()),
                deployment,
                "it has no ServiceAccount of its own");
        findings.require(
                isFalse(pod.path("automountServiceAccountToken")), deployment, "it gets a token of the API server");
        findings.require(
                isFalse(pod.path("enableServiceLinks")), deployment, "names of Services would become settings");
        findings.require(pod.path("containers").size() == 1, deployment, "one container was expected");
        findings.require(
                IMAGE.matcher(deployment.container().path("image").asText()).matches(),
                deployment,
                "its image has no tag, or is not one of ours");
    }

    private static void privileges(Manifest deployment, Findings findings) {
        JsonNode pod = deployment.at("/spec/template/spec/securityContext");
        JsonNode container = deployment.container().path("securityContext");
        findings.require(
                pod.path("runAsNonRoot").asBoolean() && pod.path("runAsUser").asInt() > 0,
                deployment,
                "it may run as root");
        findings.require(
                pod.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                deployment,
                "it may make any system call");
        findings.require(
                container.path("readOnlyRootFilesystem").asBoolean(), deployment, "it may write its root file system");
        findings.require(
                isFalse(container.path("allowPrivilegeEscalation")) && isFalse(container.path("privileged")),
                deployment,
                "it may gain privileges");
        findings.require(
                container.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                        && !container.path("capabilities").has("add"),
                deployment,
                "it keeps capabilities");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            findings.require(!deployment.at("/spec/template/spec").has(shared), deployment, "it shares the node's");
        }
    }

    private static void resources(Manifest deployment, Findings findings) {
        for (String bound : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory")) {
                String amount = deployment
                        .container()
                        .path("resources")
                        .path(bound)
                        .path(resource)
                        .asText();
                findings.require(
                        QUANTITY.matcher(amount).matches(), deployment, resource + " " + bound + " are no quantity");
            }
        }
    }

    private static void probes(Manifest deployment, Findings findings) {
        Set<String> ports = Manifest.each(deployment.container().path("ports"))
                .map(port -> port.get("name").asText())
                .collect(Collectors.toSet());
        for (String name : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode probe = deployment.container().path(name);
            findings.require(
                    ports.contains(probe.at("/httpGet/port").asText()), deployment, name + " asks at no port of its");
        }
        JsonNode startup = deployment.container().path("startupProbe");
        findings.require(
                startup.path("periodSeconds").asInt(10)
                                * startup.path("failureThreshold").asInt(3)
                        >= SECONDS_FOR_MIGRATIONS,
                deployment,
                "it is killed while it migrates its database");
        for (String name : List.of("livenessProbe", "readinessProbe")) {
            JsonNode probe = deployment.container().path(name);
            findings.require(
                    probe.path("timeoutSeconds").asInt(1) >= SECONDS_FOR_AN_ANSWER
                            && probe.path("periodSeconds").asInt(10)
                                            * probe.path("failureThreshold").asInt(3)
                                    >= SECONDS_OF_SLOWNESS,
                    deployment,
                    name + " takes a slow node for a broken replica");
        }
    }

    private static void ending(Manifest deployment, Manifests manifests, Findings findings) {
        int unnoticed =
                deployment.container().at("/lifecycle/preStop/sleep/seconds").asInt();
        int answering = new Environment(deployment, manifests)
                .value("QUARKUS_SHUTDOWN_TIMEOUT")
                .map(timeout -> Integer.parseInt(timeout.replace("S", "")))
                .orElse(0);
        findings.require(
                unnoticed >= SECONDS_UNTIL_NO_PROXY_SENDS, deployment, "requests still come when it has ended");
        findings.require(answering > 0, deployment, "it ends in the middle of answers");
        findings.require(
                deployment
                                .at("/spec/template/spec/terminationGracePeriodSeconds")
                                .asInt(30)
                        >= unnoticed + answering + SECONDS_AFTER_THE_LAST_ANSWER,
                deployment,
                "it is killed before it has ended");
    }

    private static void spread(Manifest deployment, Findings findings) {
        JsonNode constraints = deployment.at("/spec/template/spec/topologySpreadConstraints");
        findings.require(
                Manifest.each(constraints)
                        .map(constraint -> constraint.path("topologyKey").asText())
                        .collect(Collectors.toSet())
                        .equals(SPREAD),
                deployment,
                "it is not spread over nodes and zones");
        constraints.forEach(constraint -> findings.require(
                constraint.path("labelSelector").equals(deployment.at("/spec/selector")),
                deployment,
                "it is spread as if it were another one"));
    }

    private static void disruption(Manifest deployment, Manifests manifests, Findings findings) {
        List<Manifest> budgets = manifests
                .of("PodDisruptionBudget")
                .filter(budget -> budget.at("/spec/selector").equals(deployment.at("/spec/selector")))
                .toList();
        findings.require(budgets.size() == 1, deployment, "it has no PodDisruptionBudget of its own");
        budgets.forEach(budget -> findings.require(
                budget.at("/spec").has("minAvailable") != budget.at("/spec").has("maxUnavailable"),
                budget,
                "one of minAvailable and maxUnavailable"));
    }

    private static void volumes(Manifest deployment, Findings findings) {
        Set<String> there = names(deployment.at("/spec/template/spec/volumes"));
        Set<String> mounted = names(deployment.container().path("volumeMounts"));
        findings.require(there.equals(mounted), deployment, "volumes " + there + " but mounts of " + mounted);
        findings.require(
                Manifest.each(deployment.container().path("volumeMounts"))
                        .anyMatch(mount -> mount.get("mountPath").asText().equals("/tmp")
                                && !mount.path("readOnly").asBoolean()),
                deployment,
                "it has no scratch");
    }

    private static Set<String> names(JsonNode list) {
        return Manifest.each(list).map(element -> element.get("name").asText()).collect(Collectors.toSet());
    }

    static boolean contains(JsonNode labels, JsonNode selected) {
        return !selected.isEmpty()
                && selected.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.asBoolean();
    }
}
