package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsCheckTest extends CheckTest {

    PortsCheckTest() {
        super(new PortsCheck(ServiceCode.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Deployment     | {op: replace, path: /spec/template/spec/containers/0/ports/0/containerPort, value: 8081}              | listens at 8080
            Deployment     | {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: QUARKUS_HTTP_PORT, value: '80'}} | listens at 80
            Deployment     | {op: replace, path: /spec/template/spec/containers/0/startupProbe/httpGet/path, value: /started}      | startupProbe is at /q/health/started
            Deployment     | {op: replace, path: /spec/template/spec/containers/0/livenessProbe/httpGet/path, value: /q/health}    | livenessProbe is at /q/health/live
            Deployment     | {op: replace, path: /spec/template/spec/containers/0/readinessProbe/httpGet/path, value: /q/ready}    | readinessProbe is at /q/health/ready
            ServiceMonitor | {op: replace, path: /spec/endpoints/0/path, value: /metrics}                                          | metrics are at /q/metrics
            """)
    void findsWhatIsElsewhere(String kind, String operation, String finding) throws IOException {
        assertFinds(kind, "venues-service", operation, finding);
    }
}
