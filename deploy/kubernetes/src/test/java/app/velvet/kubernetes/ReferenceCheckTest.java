package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCheckTest extends CheckTest {

    ReferenceCheckTest() {
        super(new ReferenceCheck());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Service        | push-service     | {op: replace, path: /spec/selector/app.kubernetes.io~1name, value: sync-service}  | not the pods of its name
            Service        | push-service     | {op: replace, path: /spec/ports/0/targetPort, value: web}                         | no port web
            HTTPRoute      | push-service     | {op: replace, path: /spec/parentRefs/0/name, value: other}                        | no Gateway other
            HTTPRoute      | push-service     | {op: replace, path: /spec/rules/0/backendRefs/0/name, value: other}               | no Service
            HTTPRoute      | push-service     | {op: replace, path: /spec/rules/0/backendRefs/0/port, value: 80}                  | no Service
            ServiceMonitor | push-service     | {op: replace, path: /spec/endpoints/0/port, value: metrics}                       | no port metrics
            ServiceMonitor | push-service     | {op: replace, path: /spec/selector/matchLabels/app.kubernetes.io~1name, value: a} | ServiceMonitor push-service
            ConfigMap      | velvet-settings  | {op: remove, path: /data/apns-topic}                                              | VELVET_APNS_TOPIC
            ConfigMap      | velvet-settings  | {op: add, path: /data/hats, value: many}                                          | nobody reads hats
            Cluster        | push-db          | {op: replace, path: /metadata/name, value: pushdb}                                | agree on no database
            Cluster        | push-db          | {op: replace, path: /spec/bootstrap/initdb/database, value: app}                  | agree on no database
            Cluster        | push-db          | {op: replace, path: /spec/postgresql/parameters/max_connections, value: '100'}    | more connections
            HorizontalPodAutoscaler | push-service | {op: replace, path: /spec/maxReplicas, value: 20}                            | more connections
            Cluster        | push-db          | {op: remove, path: /spec/postgresql/synchronous}                                  | lost with it
            Cluster        | push-db          | {op: replace, path: /spec/postgresql/synchronous/number, value: 3}                | more instances
            Kafka          | velvet           | {op: replace, path: /spec/kafka/listeners/0/port, value: 9094}                    | no Kafka listens
            KafkaTopic     | push.changes     | {op: replace, path: /metadata/labels/strimzi.io~1cluster, value: other}           | of no Kafka
            KafkaTopic     | push.changes     | {op: replace, path: /spec/replicas, value: 2}                                     | push.changes
            KafkaTopic     | push.changes     | {op: replace, path: /spec/config/min.insync.replicas, value: 1}                   | one broker only
            KafkaTopic     | push.changes     | {op: replace, path: /spec/config/min.insync.replicas, value: 3}                   | push.changes
            KafkaNodePool  | brokers          | {op: replace, path: /spec/replicas, value: 2}                                     | KafkaTopic
            """)
    void findsWhatIsWrong(String kind, String name, String operation, String finding) throws IOException {
        assertFinds(kind, name, operation, finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VELVET_AUTH_INTERNAL_URL              | http://auth-service:80                          | leads to no Service
            VELVET_TOKEN_JWKS_URL                 | http://auth:8080/.well-known/jwks.json          | leads to no Service
            VELVET_INTERNAL_KEY_FILE              | /etc/velvet/service-key/key.json                | no file that is mounted
            KAFKA_SSL_KEYSTORE_LOCATION           | /etc/velvet/kafka-user/user.jks                 | no file that is mounted
            QUARKUS_DATASOURCE_JDBC_URL           | jdbc:postgresql://push-db-rw:5432/push          | agree on no database
            QUARKUS_DATASOURCE_JDBC_URL           | jdbc:postgresql://push-db-rw:5432/push?sslmode=verify-full&sslrootcert=/ca.crt | no file that is mounted
            QUARKUS_DATASOURCE_REACTIVE_URL       | postgresql://auth-db-rw:5432/auth               | agree on no database
            KAFKA_SECURITY_PROTOCOL               | PLAINTEXT                                       | no user of Kafka's
            """)
    void findsWhatIsWrongWithASetting(String variable, String value, String finding) throws IOException {
        Manifest deployment = Overlay.PRODUCTION.manifests().require("Deployment", "push-service");
        int index = Environment.indexOf(deployment, variable);
        assertFinds(
                "Deployment",
                "push-service",
                "{op: replace, path: /spec/template/spec/containers/0/env/%d/value, value: '%s'}"
                        .formatted(index, value),
                finding);
    }

    @Test
    void findsWhatIsMissing() {
        assertFindsMissing("Gateway", "velvet", "no Gateway");
        assertFindsMissing("KafkaUser", "auth-service", "no user of Kafka's");
        assertFindsMissing("Cluster", "auth-db", "no database");
    }
}
