package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever a manifest names is there: Services and their ports, gateways, keys of settings, files. */
final class ReferenceCheck implements Check {

    private static final Pattern NAMESPACE = Pattern.compile("\\bnamespace=\"([^\"]*)\"");
    private static final Pattern JOB = Pattern.compile("\\bjob=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?:^|sslrootcert=)(/[^&]+)");

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        manifests.of("Service").forEach(service -> selectsPods(service, manifests, findings));
        manifests.of("HTTPRoute").forEach(route -> hasEnds(route, manifests, findings));
        manifests.of("ServiceMonitor").forEach(monitor -> selectsServices(monitor, manifests, findings));
        manifests.of("PrometheusRule").forEach(rules -> asksForWhatIsMonitored(rules, manifests, findings));
        manifests.of("Deployment").forEach(deployment -> {
            hasSettings(deployment, manifests, findings);
            reachesServices(deployment, manifests, findings);
            hasFiles(deployment, manifests, findings);
        });
        manifests.of("ConfigMap").filter(map -> !isForGrafana(map)).forEach(map -> isUsed(map, manifests, findings));
        return findings.all();
    }

    private static void selectsPods(Manifest service, Manifests manifests, Findings findings) {
        List<Manifest> selected = manifests
                .of("Deployment")
                .filter(deployment -> WorkloadCheck.contains(
                        deployment.at("/spec/template/metadata/labels"), service.at("/spec/selector")))
                .toList();
        findings.require(
                selected.size() == 1 && selected.get(0).name().equals(service.name()),
                service,
                "it selects not the pods of its name, but " + selected);
        service.each("/spec/ports")
                .forEach(port -> findings.require(
                        selected.stream()
                                .anyMatch(deployment -> Manifest.each(
                                                deployment.container().path("ports"))
                                        .anyMatch(own -> own.path("name").equals(port.path("targetPort")))),
                        service,
                        "its pods have no port " + port.path("targetPort").asText()));
    }

    private static void hasEnds(Manifest route, Manifests manifests, Findings findings) {
        route.each("/spec/parentRefs")
                .forEach(parent -> findings.require(
                        manifests.has("Gateway", parent.get("name").asText()),
                        route,
                        "there is no Gateway " + parent.get("name").asText()));
        route.each("/spec/rules")
                .flatMap(rule -> Manifest.each(rule.path("backendRefs")))
                .forEach(backend -> findings.require(
                        hasPort(
                                manifests,
                                backend.get("name").asText(),
                                backend.path("port").asInt()),
                        route,
                        "there is no Service with its port: " + backend));
    }

    private static boolean hasPort(Manifests manifests, String service, int number) {
        return manifests.find("Service", service).stream()
                .flatMap(found -> found.each("/spec/ports"))
                .anyMatch(port -> port.get("port").asInt() == number);
    }

    private static void selectsServices(Manifest monitor, Manifests manifests, Findings findings) {
        List<Manifest> selected = manifests
                .of("Service")
                .filter(service -> WorkloadCheck.contains(
                        service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")))
                .toList();
        findings.require(selected.size() == 1, monitor, "it selects not one Service, but " + selected);
        monitor.each("/spec/endpoints")
                .forEach(endpoint -> findings.require(
                        selected.stream()
                                .flatMap(service -> service.each("/spec/ports"))
                                .anyMatch(port -> port.get("name").equals(endpoint.path("port"))),
                        monitor,
                        "its Service has no port " + endpoint.path("port").asText()));
    }

    /** The Prometheus operator names jobs after Services. */
    private static void asksForWhatIsMonitored(Manifest rules, Manifests manifests, Findings findings) {
        rules.at("/spec").findValuesAsText("expr").forEach(expression -> {
            NAMESPACE
                    .matcher(expression)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(namespace -> findings.require(
                            namespace.equals(rules.at("/metadata/namespace").asText()),
                            rules,
                            "it asks for the namespace " + namespace));
            JOB.matcher(expression)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(job -> findings.require(
                            manifests.has("ServiceMonitor", job), rules, "there is no ServiceMonitor " + job));
        });
    }

    private static void hasSettings(Manifest deployment, Manifests manifests, Findings findings) {
        new Environment(deployment, manifests).variables().forEach((name, variable) -> {
            JsonNode reference = variable.at("/valueFrom/configMapKeyRef");
            boolean isThere = reference.isMissingNode()
                    || manifests.find("ConfigMap", reference.get("name").asText()).stream()
                            .anyMatch(map ->
                                    map.at("/data").has(reference.get("key").asText()));
            findings.require(isThere, deployment, "there is no ConfigMap with that key for " + name);
        });
    }

    /** Its sidecar looks for this label. */
    private static boolean isForGrafana(Manifest map) {
        return map.at("/metadata/labels/grafana_dashboard").asText().equals("1");
    }

    private static void isUsed(Manifest map, Manifests manifests, Findings findings) {
        map.at("/data")
                .fieldNames()
                .forEachRemaining(key -> findings.require(
                        manifests
                                .of("Deployment")
                                .flatMap(deployment ->
                                        new Environment(deployment, manifests).variables().values().stream())
                                .map(variable -> variable.at("/valueFrom/configMapKeyRef"))
                                .anyMatch(reference -> reference
                                                .path("name")
                                                .asText()
                                                .equals(map.name())
                                        && reference.path("key").asText().equals(key)),
                        map,
                        "nobody reads " + key));
    }

    private static void reachesServices(Manifest deployment, Manifests manifests, Findings findings) {
        new Environment(deployment, manifests).variables().forEach((name, variable) -> {
            String value = variable.path("value").asText();
            if (value.startsWith("http://")) {
                String[] address = value.substring("http://".length()).split("[:/]", 3);
                findings.require(
                        address.length > 1 && hasPort(manifests, address[0], Integer.parseInt(address[1])),
                        deployment,
                        name + " leads to no Service");
            }
        });
    }

    private static void hasFiles(Manifest deployment, Manifests manifests, Findings findings) {
        Set<String> files = new TreeSet<>();
        for (JsonNode mount : deployment.container().path("volumeMounts")) {
            String path = mount.get("mountPath").asText();
            JsonNode volume = deployment
                    .each("/spec/template/spec/volumes")
                    .filter(candidate -> candidate.get("name").equals(mount.get("name")))
                    .findFirst()
                    .orElseThrow();
            JsonNode items = volume.at("/secret/items");
            items.forEach(item -> files.add(path + "/" + item.get("path").asText()));
            if (items.isMissingNode()) {
                files.add(path);
            }
            JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
            findings.require(
                    claim.isMissingNode() || manifests.has("PersistentVolumeClaim", claim.asText()),
                    deployment,
                    "there is no PersistentVolumeClaim " + claim.asText());
        }
        new Environment(deployment, manifests).variables().forEach((name, variable) -> {
            FILE.matcher(variable.path("value").asText())
                    .results()
                    .map(match -> match.group(1))
                    .forEach(file -> findings.require(
                            files.contains(file), deployment, name + " names no file that is mounted"));
        });
    }

    static Set<String> referencedSecrets(Manifests manifests) {
        return manifests
                .of("Deployment")
                .flatMap(deployment -> Stream.concat(
                        Manifest.each(deployment.container().path("env"))
                                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                                .filter(reference -> !reference.isMissingNode())
                                .map(reference -> reference.get("name").asText() + " "
                                        + reference.get("key").asText()),
                        deployment
                                .each("/spec/template/spec/volumes")
                                .map(volume -> volume.path("secret"))
                                .filter(secret -> !secret.isMissingNode())
                                .flatMap(ReferenceCheck::keys)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> keys(JsonNode secret) {
        String name = secret.get("secretName").asText();
        return secret.has("items")
                ? Manifest.each(secret.get("items"))
                        .map(item -> name + " " + item.get("key").asText())
                : Stream.of(name + " *");
    }
}
