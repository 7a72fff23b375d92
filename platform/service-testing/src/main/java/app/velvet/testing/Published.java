package app.velvet.testing;

import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** What the subscribers of one company see on a change topic of the tested service, from the moment it is opened. */
public record Published(TopicProbe topic, long companyId) implements AutoCloseable {

    private static final String UNPUBLISHED = """
            select exists (select from outbox_counter counter left join outbox_position position using (company_id)
                            where company_id = ? and counter.last_sequence > coalesce(position.published_sequence, 0))
            """;

    /** What the company has committed before is no part of it: that is waited for. */
    public static Published on(String topic, long companyId) {
        Awaitility.await().until(() -> !hasUnpublished(companyId));
        return new Published(TopicProbe.fromNow(topic), companyId);
    }

    private static boolean hasUnpublished(long companyId) throws SQLException {
        try (var connection = CDI.current().select(DataSource.class).get().getConnection();
                var query = connection.prepareStatement(UNPUBLISHED)) {
            query.setLong(1, companyId);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
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
