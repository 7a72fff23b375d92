package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All that the overlays are rendered to is what a cluster would take. */
class SchemasTest {

    private static PublishedSchemas schemas;

    /** Before each, not before all: of a class that is skipped nobody is told why. */
    @BeforeEach
    void readSchemas() {
        assumeTrue(PublishedSchemas.areHere(), "The published schemas are not here, in " + PublishedSchemas.FOLDER);
        if (schemas == null) {
            schemas = PublishedSchemas.read();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allManifestsFollowThem(Overlay overlay) {
        for (Manifest manifest : overlay.manifests().all()) {
            assertThat(schemas.findings(manifest)).as(manifest.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deployment     | auth-service   | {op: add, path: /spec/replica, value: 2}                                                         | replica
            Deployment     | auth-service   | {op: add, path: /spec/template/spec/containers/0/probe, value: {}}                                | probe
            Deployment     | auth-service   | {op: replace, path: /spec/progressDeadlineSeconds, value: soon}                                   | integer expected
            Deployment     | auth-service   | {op: replace, path: /spec/template/spec/automountServiceAccountToken, value: 'no'}                | boolean expected
            Deployment     | auth-service   | {op: remove, path: /spec/selector}                                                                | selector
            Deployment     | auth-service   | {op: replace, path: /apiVersion, value: apps/v2}                                                  | not published
            Service        | sync-service   | {op: add, path: /spec/ports/0/nodeport, value: 80}                                                | nodeport
            PodDisruptionBudget | sync-service | {op: add, path: /spec/maxAvailable, value: 1}                                                  | maxAvailable
            HorizontalPodAutoscaler | sync-service | {op: add, path: /spec/metrics/0/resource/target/averageUtilisation, value: 1}              | averageUtilisation
            NetworkPolicy  | auth-service   | {op: replace, path: /spec/ingress/0/ports/0/protocol, value: 6}                                   | string expected
            ServiceMonitor | auth-service   | {op: add, path: /spec/endpoints/0/url, value: /metrics}                                           | url
            ServiceMonitor | auth-service   | {op: replace, path: /spec/endpoints/0/interval, value: often}                                     | pattern
            PrometheusRule | velvet-feed    | {op: add, path: /spec/groups/0/rules/0/severity, value: critical}                                 | severity
            PrometheusRule | velvet-feed    | {op: replace, path: /spec/groups/0/rules/0/for, value: long}                                      | pattern
            KafkaTopic     | auth.changes   | {op: replace, path: /spec/partitions, value: many}                                                | integer expected
            KafkaTopic     | auth.changes   | {op: add, path: /spec/topicname, value: a}                                                        | topicname
            KafkaUser      | auth-service   | {op: replace, path: /spec/authorization/acls/0/operations/0, value: Look}                         | enumeration
            KafkaUser      | auth-service   | {op: add, path: /spec/authentication/renewalDays, value: 3}                                       | must be set together
            Kafka          | velvet         | {op: add, path: /spec/kafka/listener, value: []}                                                  | listener
            Kafka          | velvet         | {op: replace, path: /spec/kafka/rack/topologyKey, value: ''}                                      | topologyKey property is required
            KafkaNodePool  | brokers        | {op: replace, path: /spec/roles/0, value: keeper}                                                 | enumeration
            Cluster        | auth-db        | {op: replace, path: /spec/bootstrap/initdb/localeProvider, value: icu}                            | builtinLocale is only available
            Cluster        | auth-db        | {op: replace, path: /spec/instances, value: 0}                                                    | minimum
            Gateway        | velvet         | {op: replace, path: /spec/listeners/0/protocol, value: HTTP}                                      | tls must not be specified for protocols
            Gateway        | velvet         | {op: remove, path: /spec/listeners/0/tls/certificateRefs}                                         | certificateRefs or options must be specified
            HTTPRoute      | auth-service   | {op: replace, path: /spec/rules/0/matches/5/path/value, value: no-slash}                          | value must be an absolute path
            HTTPRoute      | auth-service   | {op: replace, path: /spec/rules/0/matches/5/path/value, value: /a/../b}                           | must not contain
            HTTPRoute      | auth-service   | {op: add, path: /spec/rules/0/backendRefs/0/weigth, value: 1}                                     | weigth
            """)
    void findsWhatIsWrong(String kind, String name, String operation, String finding) throws IOException {
        JsonNode operations = new YAMLMapper().readTree("[" + operation + "]");

        Manifests spoilt = Overlay.PRODUCTION.with(kind, name, operations);

        assertThat(spoilt.all().stream().flatMap(manifest -> schemas.findings(manifest).stream()))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains(finding));
    }
}
