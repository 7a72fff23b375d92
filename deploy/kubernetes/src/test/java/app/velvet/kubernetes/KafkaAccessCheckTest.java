package app.velvet.kubernetes;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaAccessCheckTest extends CheckTest {

    KafkaAccessCheckTest() {
        super(new KafkaAccessCheck(ServiceCode.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KafkaUser  | auth-service | {op: remove, path: /spec/authorization/acls/0}                                       | may not [Describe and Write the topic auth.changes]
            KafkaUser  | auth-service | {op: remove, path: /spec/authorization/acls/1}                                       | may not [Describe and Write the transactionalId auth.changes-relay-…]
            KafkaUser  | auth-service | {op: remove, path: /spec/authorization/acls/2}                                       | may not [Describe and Read the topic venues.changes]
            KafkaUser  | auth-service | {op: remove, path: /spec/authorization/acls/3}                                       | may not [Read the group auth-service.venues]
            KafkaUser  | auth-service | {op: remove, path: /spec/authorization/acls/4}                                       | venues.changes.dead.auth-service.venues]
            KafkaUser  | auth-service | {op: add, path: /spec/authorization/acls/-, value: {resource: {type: topic, name: contacts.changes}, operations: [Read]}} | no need to [Read the topic contacts.changes]
            KafkaUser  | auth-service | {op: add, path: /spec/authorization/acls/-, value: {resource: {type: topic, name: '', patternType: prefix}, operations: [All]}} | no need to
            KafkaTopic | feed.advanced | {op: replace, path: /metadata/name, value: feed.advances}                           | KafkaTopic
            Kafka      | velvet       | {op: add, path: /spec/kafka/authorization/superUsers, value: [CN=auth-service]}      | may do anything
            Kafka      | velvet       | {op: remove, path: /spec/kafka/authorization}                                        | may do anything
            Kafka      | velvet       | {op: remove, path: /spec/kafka/listeners/0/authentication}                           | takes anybody
            Kafka      | velvet       | {op: replace, path: /spec/kafka/listeners/0/tls, value: false}                       | takes anybody
            """)
    void findsWhatIsWrong(String kind, String name, String operation, String finding) throws IOException {
        assertFinds(kind, name, operation, finding);
    }

    @Test
    void findsAMissingTopic() {
        assertFindsMissing(
                "KafkaTopic",
                "venues.changes.dead.auth-service.venues",
                "no [venues.changes.dead.auth-service.venues]");
    }
}
