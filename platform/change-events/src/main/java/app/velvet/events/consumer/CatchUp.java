package app.velvet.events.consumer;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Whether a consumer has had, once in its life, everything that was in its topics when it started. Which replica got it
 * does not matter: the stored positions tell.
 */
final class CatchUp {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final DataSource database;
    private final ConsumerStore store;
    private final Set<String> topics;
    private Map<TopicPartition, Long> ends;
    private volatile boolean achieved;

    CatchUp(DataSource database, ConsumerStore store, Set<String> topics) {
        this.database = database;
        this.store = store;
        this.topics = topics;
    }

    boolean isAchieved() {
        return achieved;
    }

    /** Asks the database whether it was achieved by an earlier start or by another replica. */
    void recall() throws SQLException {
        try (var connection = database.getConnection()) {
            achieved = store.positions().haveCaughtUp(connection);
        }
    }

    /** Looks whether it is achieved by now. */
    void check(Consumer<?, ?> kafka) throws SQLException {
        if (ends == null) {
            ends = ends(kafka);
        }
        if (ends == null) {
            return;
        }
        try (var connection = database.getConnection()) {
            var positions = store.positions().all(connection);
            if (ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
                store.positions().caughtUp(connection);
                achieved = true;
            }
        }
    }

    private Map<TopicPartition, Long> ends(Consumer<?, ?> kafka) {
        try {
            var partitions = topics.stream()
                    .flatMap(topic -> kafka.partitionsFor(topic, TIMEOUT).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toSet());
            var existing = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
            return existing.equals(topics) ? kafka.endOffsets(partitions, TIMEOUT) : null;
        } catch (TimeoutException e) {
            return null;
        }
    }
}
