package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersCheckTest extends CheckTest {

    ServersCheckTest() {
        super(new ServersCheck());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
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
            QUARKUS_DATASOURCE_JDBC_URL           | jdbc:postgresql://push-db-rw:5432/push          | agree on no database
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
        assertFindsMissing("KafkaUser", "auth-service", "no user of Kafka's");
        assertFindsMissing("Cluster", "auth-db", "no database");
    }
}
