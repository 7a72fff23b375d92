package app.velvet.auth;

import app.velvet.testing.TopicProbe;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Changes as subscribers of {@code auth.changes} see them. */
public final class Published implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicProbe topic = TopicProbe.fromStart("auth.changes");

    /** Waits for that many changes of an entity and returns them in order. */
    public List<ConsumerRecord<String, String>> await(long companyId, String className, long id, int changes) {
        var key = companyId + "/" + className + "/" + id;
        return topic.await(changes, published -> key.equals(published.key()) && published.value() != null);
    }

    /** Waits for that many changes of a class in a company and returns them in order. */
    public List<ConsumerRecord<String, String>> awaitOfClass(long companyId, String className, int changes) {
        var start = companyId + "/" + className + "/";
        return topic.await(changes, published -> published.key().startsWith(start) && published.value() != null);
    }

    public static JsonNode value(ConsumerRecord<String, String> published) {
        try {
            return JSON.readTree(published.value());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode data(ConsumerRecord<String, String> published) {
        return value(published).get("data");
    }

    @Override
    public void close() {
        topic.close();
    }
}
