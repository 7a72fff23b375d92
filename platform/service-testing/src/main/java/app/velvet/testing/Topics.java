package app.velvet.testing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code deploy/kubernetes/base/kafka-topics.yaml}, on a broker that stands alone. */
public final class Topics {

    private static final String MANIFEST = "kafka-topics.yaml";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record KafkaTopic(Metadata metadata, Spec spec) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Metadata(String name) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Spec(String topicName, int partitions, Map<String, String> config) {}

        NewTopic onOneBroker() {
            Map<String, String> config = new HashMap<>(spec.config());
            config.remove("min.insync.replicas");
            return new NewTopic(
                            Optional.ofNullable(spec.topicName()).orElse(metadata.name()), spec.partitions(), (short) 1)
                    .configs(config);
        }
    }

    private Topics() {}

    /** Creates the topics that the broker does not have yet. */
    public static void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> existing = admin.listTopics().names().get();
            admin.createTopics(declared().stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics could not be created at " + bootstrap, e.getCause());
        }
    }

    static List<NewTopic> declared() {
        List<NewTopic> topics = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        try (InputStream manifest = Topics.class.getResourceAsStream(MANIFEST);
                MappingIterator<KafkaTopic> documents =
                        yaml.readerFor(KafkaTopic.class).readValues(manifest)) {
            documents.forEachRemaining(topic -> topics.add(topic.onOneBroker()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return topics;
    }
}
