package app.velvet.events.relay;

import app.velvet.events.Partitions;
import app.velvet.testing.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of single tests. */
final class ChangeTopics {

    private ChangeTopics() {}

    static String create(EmbeddedKafka kafka, String name) throws Exception {
        return create(kafka, name, Map.of());
    }

    static String create(EmbeddedKafka kafka, String name, Map<String, String> config) throws Exception {
        try (var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(name, Partitions.COUNT, (short) 1).configs(config)))
                    .all()
                    .get();
        }
        return name;
    }

    static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()));
    }
}
