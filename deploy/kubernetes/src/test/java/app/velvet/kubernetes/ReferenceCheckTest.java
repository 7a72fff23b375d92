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
            PrometheusRule | velvet-requests  | {op: replace, path: /spec/groups/0/rules/1/expr, value: "up{namespace=\\"other\\"} == 0"} | the namespace other
            PrometheusRule | velvet-requests  | {op: replace, path: /spec/groups/0/rules/1/expr, value: "up{job=\\"a-service\\"} == 0"}   | no ServiceMonitor a-service
            ConfigMap      | velvet-dashboard-feed | {op: remove, path: /metadata/labels/grafana_dashboard}                       | nobody reads feed.json
            ConfigMap      | velvet-settings  | {op: remove, path: /data/apns-topic}                                              | VELVET_APNS_TOPIC
            ConfigMap      | velvet-settings  | {op: add, path: /data/hats, value: many}                                          | nobody reads hats
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
            QUARKUS_DATASOURCE_JDBC_URL           | jdbc:postgresql://push-db-rw:5432/push?sslmode=verify-full&sslrootcert=/ca.crt | no file that is mounted
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
    }
}
