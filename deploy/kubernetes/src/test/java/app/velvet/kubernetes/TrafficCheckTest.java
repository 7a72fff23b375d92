package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficCheckTest extends CheckTest {

    TrafficCheckTest() {
        super(new TrafficCheck(ServiceCode.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contacts-service | {op: remove, path: /spec/ingress/0/from/2}                                                         | venues-service to contacts-service at 8080: it is needed
            contacts-service | {op: remove, path: /spec/ingress/0/from/0}                                                         | the gateway to contacts-service at 8080: it is needed
            contacts-service | {op: remove, path: /spec/egress/0}                                                                 | contacts-service to auth-service at 8080: it is needed
            contacts-service | {op: remove, path: /spec/egress/1}                                                                 | contacts-service to contacts-db at 5432: it is needed
            contacts-service | {op: remove, path: /spec/egress/2}                                                                 | contacts-service to Kafka at 9093: it is needed
            contacts-service | {op: add, path: /spec/ingress/0/from/-, value: {namespaceSelector: {}}}                            | contacts-service at 8080: it is allowed
            contacts-service | {op: remove, path: /spec/ingress/0/ports}                                                          | it is allowed
            contacts-service | {op: add, path: /spec/egress/-, value: {}}                                                         | it is allowed
            contacts-db      | {op: remove, path: /spec/ingress/0/from/0}                                                         | contacts-service to contacts-db at 5432: it is needed
            contacts-db      | {op: add, path: /spec/ingress/-, value: {}}                                                        | to contacts-db at
            """)
    void findsWhatIsWrong(String policy, String operation, String finding) throws IOException {
        assertFinds("NetworkPolicy", policy, operation, finding);
    }

    @Test
    void findsBrokersThatAreOpen() throws IOException {
        assertFinds(
                "Kafka",
                "velvet",
                "{op: remove, path: /spec/kafka/listeners/0/networkPolicyPeers}",
                "to Kafka at 9093");
    }

    @Test
    void findsWhatIsMissing() {
        assertFindsMissing("NetworkPolicy", "outside-mail", "auth-service to the world at 587: it is needed");
        assertFindsMissing("NetworkPolicy", "traces", " to the collector at 4317: it is needed");
        assertFindsMissing("NetworkPolicy", "nothing-else", "it is allowed");
    }
}
