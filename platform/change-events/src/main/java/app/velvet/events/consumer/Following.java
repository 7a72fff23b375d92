package app.velvet.events.consumer;

import app.velvet.events.JdbcTransactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Notices that a partition was not followed for longer than the compaction lag, though there was something to follow: ends of
 * entities may have been compacted away unseen. It is then read from the beginning. What counted before does not count
 * again, but remembers that its entity still is in the topic; and once the position is where the partition ended, whatever
 * was not named is swept, see {@link SweepingCompanies}. What comes meanwhile counts as always, and names too.
 */
final class Following {

    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    /** Of the compaction lag. Kafka is asked that seldom whether an idle partition really has nothing. */
    private static final int CHECKS_PER_LAG = 10;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Partitions that were last seen to be followed long before {@code time}. */
    private record Doubtful(OffsetDateTime time, Set<TopicPartition> partitions) {}

    private final DataSource database;
    private final ConsumerStore store;
    private final String consumer;
    private final Duration compactionLag;
    private final java.util.function.Consumer<ConsumerStep> steps;

    Following(
            DataSource database,
            ConsumerStore store,
            String consumer,
            Duration compactionLag,
            java.util.function.Consumer<ConsumerStep> steps) {
        this.database = database;
        this.store = store;
        this.consumer = consumer;
        this.compactionLag = compactionLag;
        this.steps = steps;
    }

    Duration period() {
        return compactionLag.dividedBy(CHECKS_PER_LAG);
    }

    /** Where to go on in each of these partitions. */
    Map<TopicPartition, Long> positions(Consumer<?, ?> kafka, Collection<TopicPartition> partitions)
            throws SQLException {
        try (var connection = database.getConnection()) {
            store.positions().of(connection, partitions);
        }
        check(kafka, partitions);
        try (var connection = database.getConnection()) {
            return store.positions().of(connection, partitions);
        }
    }

    /** What the database says of all partitions. */
    Map<TopicPartition, Long> stored() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.positions().all(connection);
        }
    }

    /** Has those read anew that need it; of those that have nothing unread remembers that it is so. */
    void check(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) throws SQLException {
        var doubtful = doubtful(partitions);
        if (doubtful.partitions.isEmpty()) {
            return;
        }
        var ends = kafka.endOffsets(doubtful.partitions, TIMEOUT);
        for (var stale : stale(doubtful, ends).entrySet()) {
            begin(stale.getKey(), stale.getValue(), ends.get(stale.getKey()));
        }
    }

    private Doubtful doubtful(Collection<TopicPartition> partitions) throws SQLException {
        try (var connection = database.getConnection()) {
            var now = store.positions().now(connection);
            var notFollowed = store.positions().notFollowedFor(connection, period(), partitions);
            return new Doubtful(now, notFollowed.keySet());
        }
    }

    private Map<TopicPartition, Long> stale(Doubtful doubtful, Map<TopicPartition, Long> ends) throws SQLException {
        try (var connection = database.getConnection()) {
            for (var end : ends.entrySet()) {
                store.positions().followed(connection, end.getKey(), end.getValue(), doubtful.time);
            }
            return store.positions().notFollowedFor(connection, compactionLag, doubtful.partitions);
        }
    }

    private void begin(TopicPartition partition, long from, long end) throws SQLException {
        var begun = JdbcTransactions.<Boolean, RuntimeException>inTransaction(database, transaction -> {
            if (!store.positions().goBack(transaction, partition, from)) {
                return false;
            }
            store.named().forgetAll(transaction, partition);
            store.parked().removeAll(transaction, partition);
            store.places().sweepAllFrom(transaction, partition, end);
            return true;
        });
        if (begun) {
            LOG.warnf(
                    "%s was away from %s for longer than %s: it reads all of it again, up to %d, and sweeps what is gone",
                    consumer, partition, compactionLag, end);
            steps.accept(ConsumerStep.REBUILD_BEGUN);
        }
    }
}
