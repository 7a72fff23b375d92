package app.velvet.testing;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the subscribers of one company see on a change topic, from the moment it is opened. */
public record Published(TopicProbe topic, long companyId) implements AutoCloseable {

    public static Published on(String topic, long companyId) {
        return new Published(TopicProbe.fromNow(topic), companyId);
    }

    /** The changes so far, once there are at least that many. */
    public List<ConsumerRecord<String, String>> await(int count) {
        return topic.await(count, change -> change.key().startsWith(companyId + "/"));
    }

    /** The same of one class. */
    public List<ConsumerRecord<String, String>> await(int count, String className) {
        return topic.await(count, change -> change.key().startsWith(companyId + "/" + className + "/"));
    }

    /** Each change as {@code action Class/id}, once there are at least that many. */
    public List<String> summaries(int count) {
        return await(count).stream().map(Published::summary).toList();
    }

    public static String summary(ConsumerRecord<String, String> change) {
        return value(change).getString("action") + " " + TopicProbe.header(change, "ce_subject");
    }

    public static JsonObject value(ConsumerRecord<String, String> change) {
        return new JsonObject(change.value());
    }

    public static JsonObject data(ConsumerRecord<String, String> change) {
        return value(change).getJsonObject("data");
    }

    public static Set<String> audience(ConsumerRecord<String, String> change) {
        return Set.of(TopicProbe.header(change, "ce_audience").split(","));
    }

    @Override
    public void close() {
        topic.close();
    }
}
