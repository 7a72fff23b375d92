package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever a manifest names is there: Services and their ports, routes' gateways, databases, brokers, keys of settings. */
final class ReferenceCheck implements Check {

    private static final String CLUSTER = "strimzi.io/cluster";
    private static final Pattern FILE = Pattern.compile("(?:^|sslrootcert=)(/[^&]+)");
    private static final int CONNECTIONS_FOR_OTHERS = 20;

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        manifests.of("Service").forEach(service -> selectsPods(service, manifests, findings));
        manifests.of("HTTPRoute").forEach(route -> hasEnds(route, manifests, findings));
        manifests.of("ServiceMonitor").forEach(monitor -> selectsServices(monitor, manifests, findings));
        manifests.of("Deployment").forEach(deployment -> {
            hasSettings(deployment, manifests, findings);
            reachesDatabase(deployment, manifests, findings);
            reachesKafka(deployment, manifests, findings);
            reachesServices(deployment, manifests, findings);
            hasFiles(deployment, manifests, findings);
        });
        manifests.of("ConfigMap").forEach(map -> isUsed(map, manifests, findings));
        manifests.of("Cluster").forEach(cluster -> survives(cluster, findings));
        Stream.of("KafkaTopic", "KafkaUser", "KafkaNodePool")
                .flatMap(manifests::of)
                .forEach(part -> findings.require(
                        manifests.has(
                                "Kafka",
                                part.at("/metadata/labels").path(CLUSTER).asText()),
                        part,
                        "it is of no Kafka that is there"));
        manifests.of("KafkaTopic").forEach(topic -> isReplicated(topic, manifests, findings));
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

    private static void reachesDatabase(Manifest deployment, Manifests manifests, Findings findings) {
        Environment environment = new Environment(deployment, manifests);
        Set<String> databases = new TreeSet<>();
        manifests.of("Cluster").forEach(cluster -> {
            String address = "postgresql://" + cluster.name() + "-rw:5432/"
                    + cluster.at("/spec/bootstrap/initdb/database").asText();
            boolean migrates = environment
                    .value("QUARKUS_DATASOURCE_JDBC_URL")
                    .filter(url -> url.startsWith("jdbc:" + address + "?sslmode=verify-full&"))
                    .isPresent();
            boolean serves = environment
                    .value("QUARKUS_DATASOURCE_REACTIVE_URL")
                    .filter(address::equals)
                    .isPresent();
            boolean signsIn = secret(environment, "QUARKUS_DATASOURCE_USERNAME").equals(cluster.name() + "-app")
                    && secret(environment, "QUARKUS_DATASOURCE_PASSWORD").equals(cluster.name() + "-app");
            if (migrates && serves && signsIn) {
                databases.add(cluster.name());
                hasConnections(deployment, cluster, environment, manifests, findings);
            }
        });
        findings.require(databases.size() == 1, deployment, "its settings agree on no database that is there");
    }

    private static String secret(Environment environment, String variable) {
        return environment.has(variable)
                ? environment
                        .variables()
                        .get(variable)
                        .at("/valueFrom/secretKeyRef/name")
                        .asText()
                : "";
    }

    /** One replica more than the most, as while a new release is rolled out. */
    private static void hasConnections(
            Manifest deployment, Manifest cluster, Environment environment, Manifests manifests, Findings findings) {
        int replicas = manifests
                        .find("HorizontalPodAutoscaler", deployment.name())
                        .map(autoscaler -> autoscaler.at("/spec/maxReplicas").asInt())
                        .orElse(deployment.at("/spec/replicas").asInt())
                + deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
        int each = Stream.of("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE")
                .mapToInt(pool -> environment.value(pool).map(Integer::parseInt).orElse(Integer.MAX_VALUE / 200))
                .sum();
        findings.require(
                replicas * each + CONNECTIONS_FOR_OTHERS
                        <= cluster.at("/spec/postgresql/parameters/max_connections")
                                .asInt(),
                deployment,
                "its replicas may open more connections than its database has");
    }

    private static void reachesKafka(Manifest deployment, Manifests manifests, Findings findings) {
        Environment environment = new Environment(deployment, manifests);
        String bootstrap = environment.value("KAFKA_BOOTSTRAP_SERVERS").orElse("");
        findings.require(
                manifests
                        .of("Kafka")
                        .anyMatch(kafka -> kafka.each("/spec/kafka/listeners")
                                .anyMatch(listener -> bootstrap.equals(kafka.name() + "-kafka-bootstrap:"
                                        + listener.get("port").asText()))),
                deployment,
                "no Kafka listens at " + bootstrap);
        findings.require(
                environment.value("KAFKA_SECURITY_PROTOCOL").equals(Optional.of("SSL"))
                        && manifests.has("KafkaUser", secret(environment, "KAFKA_SSL_KEYSTORE_PASSWORD")),
                deployment,
                "it is no user of Kafka's");
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

    private static void survives(Manifest cluster, Findings findings) {
        int instances = cluster.at("/spec/instances").asInt();
        JsonNode synchronous = cluster.at("/spec/postgresql/synchronous/number");
        findings.require(
                instances == 1 || synchronous.asInt() >= 1,
                cluster,
                "an answered write is on one instance only, and is lost with it");
        findings.require(synchronous.asInt() < instances, cluster, "it waits for more instances than there are");
    }

    private static void isReplicated(Manifest topic, Manifests manifests, Findings findings) {
        int brokers = manifests
                .of("KafkaNodePool")
                .filter(pool ->
                        pool.each("/spec/roles").anyMatch(role -> role.asText().equals("broker")))
                .mapToInt(pool -> pool.at("/spec/replicas").asInt())
                .sum();
        int replicas = topic.at("/spec/replicas").asInt();
        int inSync = topic.at("/spec/config").path("min.insync.replicas").asInt();
        findings.require(replicas <= brokers, topic, "it has more replicas than there are brokers");
        findings.require(
                inSync < replicas || replicas == 1 && inSync == 1, topic, "it cannot be written when a broker is away");
        findings.require(
                replicas == Math.min(3, brokers) && inSync == Math.max(1, replicas - 1),
                topic,
                "an acknowledged change may be on one broker only");
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
