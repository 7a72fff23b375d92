package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalingCheckTest extends CheckTest {

    AutoscalingCheckTest() {
        super(new AutoscalingCheck(ServiceCode.all()));
    }

    @Test
    void everyServiceIsScaledInProduction() {
        assertThat(Overlay.PRODUCTION.manifests().of("HorizontalPodAutoscaler").map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(ServiceCode.SERVICES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {op: replace, path: /spec/scaleTargetRef/name, value: feed}                                 | no Deployment of its name
            {op: replace, path: /spec/scaleTargetRef/apiVersion, value: apps/v1beta1}                   | no Deployment of its name
            {op: replace, path: /spec/minReplicas, value: 5}                                            | not below its maximum
            {op: replace, path: /spec/minReplicas, value: 1}                                            | two replicas
            {op: replace, path: /spec/maxReplicas, value: 65}                                           | fewer partitions
            {op: replace, path: /spec/metrics/0/type, value: CPU}                                       | unknown type of metric
            {op: replace, path: /spec/metrics/0/type, value: Pods}                                      | has no target
            {op: replace, path: /spec/metrics/1/pods/target/type, value: Value}                         | has no target
            {op: replace, path: /spec/metrics/2/pods/metric/name, value: velvet_sync_waiting}           | no metric velvet_sync_waiting
            {op: remove, path: /spec/metrics/1}                                                         | does not look at the lag
            """)
    void findsWhatIsWrong(String operation, String finding) throws IOException {
        assertFinds("HorizontalPodAutoscaler", "sync-service", operation, finding);
    }
}
