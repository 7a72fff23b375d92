package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far one consumer is in each partition. */
final class ConsumerPositions {

    private final String consumer;
    private final Duration idleInTransaction;
    private final Duration compactionLag;

    /**
     * @param idleInTransaction how long the database bears with a frozen transaction that holds a position
     * @param compactionLag a position that has not been followed for longer is good for nothing but a rebuild
     */
    ConsumerPositions(String consumer, Duration idleInTransaction, Duration compactionLag) {
        this.consumer = consumer;
        this.idleInTransaction = idleInTransaction;
        this.compactionLag = compactionLag;
    }

    /** Where to go on in each of these partitions; from the start in one that is new. */
    Map<TopicPartition, Long> of(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into consumer_position (consumer, topic, partition, next_offset)
                select ?, p.topic, p.partition, 0 from unnest(?, ?) as p (topic, partition)
                on conflict on constraint pk_consumer_position do nothing
                """)) {
            statement.setString(1, consumer);
            setPartitions(statement, 2, partitions);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                select p.topic, p.partition, s.next_offset
                  from unnest(?, ?) as p (topic, partition)
                  join consumer_position s on s.consumer = ? and s.topic = p.topic and s.partition = p.partition
                """)) {
            setPartitions(statement, 1, partitions);
            statement.setString(3, consumer);
            return positions(statement);
        }
    }

    Map<TopicPartition, Long> all(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select topic, partition, next_offset from consumer_position where consumer = ?")) {
            statement.setString(1, consumer);
            return positions(statement);
        }
    }

    private static Map<TopicPartition, Long> positions(PreparedStatement statement) throws SQLException {
        var positions = new HashMap<TopicPartition, Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        return positions;
    }

    private static void setPartitions(PreparedStatement statement, int first, Collection<TopicPartition> partitions)
            throws SQLException {
        var connection = statement.getConnection();
        var topics = partitions.stream().map(TopicPartition::topic).toArray();
        var numbers = partitions.stream().map(TopicPartition::partition).toArray();
        statement.setArray(first, connection.createArrayOf("text", topics));
        statement.setArray(first + 1, connection.createArrayOf("integer", numbers));
    }

    /**
     * Moves the position if it still is where it was read, and holds it until the transaction ends. Should this process
     * freeze in between, the database ends the transaction for it, so that others can go on.
     *
     * @return false if someone else has moved it, or if it was not followed for longer than the compaction lag
     */
    boolean advance(Connection connection, TopicPartition partition, long from, long to) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_position set next_offset = ?, advanced_at = clock_timestamp()
                  from set_config('idle_in_transaction_session_timeout', ?, true)
                 where consumer = ? and topic = ? and partition = ? and next_offset = ?
                   and advanced_at > clock_timestamp() - ? * interval '1 ms'
                """)) {
            statement.setLong(1, to);
            statement.setString(2, idleInTransaction.toMillis() + "ms");
            setPartition(statement, 3, partition);
            statement.setLong(6, from);
            statement.setLong(7, compactionLag.toMillis());
            return statement.executeUpdate() == 1;
        }
    }

    /** Keeps anyone from moving the position until the transaction ends. */
    void hold(Connection connection, TopicPartition partition) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select next_offset
                  from consumer_position, set_config('idle_in_transaction_session_timeout', ?, true)
                 where consumer = ? and topic = ? and partition = ?
                   for update of consumer_position
                """)) {
            statement.setString(1, idleInTransaction.toMillis() + "ms");
            setPartition(statement, 2, partition);
            statement.executeQuery().close();
        }
    }

    /** The database's time, by which all of this is judged. */
    OffsetDateTime now(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class);
        }
    }

    /** Those of these partitions that were last followed longer ago than {@code age}. */
    Map<TopicPartition, Long> notFollowedFor(Connection connection, Duration age, Collection<TopicPartition> partitions)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select p.topic, p.partition, s.next_offset
                  from unnest(?, ?) as p (topic, partition)
                  join consumer_position s on s.consumer = ? and s.topic = p.topic and s.partition = p.partition
                 where s.advanced_at <= clock_timestamp() - ? * interval '1 ms'
                """)) {
            setPartitions(statement, 1, partitions);
            statement.setString(3, consumer);
            statement.setLong(4, age.toMillis());
            return positions(statement);
        }
    }

    /** Nothing before {@code time} is unread, if the position still is at {@code end}, where the partition ended later. */
    void followed(Connection connection, TopicPartition partition, long end, OffsetDateTime time) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_position set advanced_at = ?
                 where consumer = ? and topic = ? and partition = ? and next_offset >= ? and advanced_at < ?
                """)) {
            statement.setObject(1, time);
            setPartition(statement, 2, partition);
            statement.setLong(5, end);
            statement.setObject(6, time);
            statement.executeUpdate();
        }
    }

    /**
     * Goes back to the beginning, if it still is at {@code from} and was not followed for longer than the compaction lag.
     *
     * @return false if that is not so
     */
    boolean goBack(Connection connection, TopicPartition partition, long from) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_position set next_offset = 0, advanced_at = clock_timestamp()
                 where consumer = ? and topic = ? and partition = ? and next_offset = ?
                   and advanced_at <= clock_timestamp() - ? * interval '1 ms'
                """)) {
            setPartition(statement, 1, partition);
            statement.setLong(4, from);
            statement.setLong(5, compactionLag.toMillis());
            return statement.executeUpdate() == 1;
        }
    }

    private void setPartition(PreparedStatement statement, int first, TopicPartition partition) throws SQLException {
        statement.setString(first, consumer);
        statement.setString(first + 1, partition.topic());
        statement.setInt(first + 2, partition.partition());
    }

    boolean haveCaughtUp(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from consumer_caught_up where consumer = ?")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    void caughtUp(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into consumer_caught_up (consumer) values (?) on conflict do nothing")) {
            statement.setString(1, consumer);
            statement.executeUpdate();
        }
    }
}
