package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every service reaches the database and the brokers that are its own, and those lose nothing that was acknowledged when one of
 * their instances is away.
 */
final class ServersCheck implements Check {

    private static final String CLUSTER = "strimzi.io/cluster";
    private static final int CONNECTIONS_FOR_OTHERS = 20;

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        manifests.of("Deployment").forEach(deployment -> {
            reachesDatabase(deployment, manifests, findings);
            reachesKafka(deployment, manifests, findings);
        });
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
}
