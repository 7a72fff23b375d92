package app.velvet.sync.promise;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * What the feed has committed by which time of its database. A change that an observation has is visible at a time that is not
 * after it: its position is committed with it.
 */
final class Progress implements AutoCloseable {

    private static final String POSITIONS = """
            select clock_timestamp() as at, topic, partition, next_offset
              from consumer_position
             where consumer = 'sync-service.feed' and next_offset > 0
            """;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * @param at by the clock of the database, after the positions were read
     * @param positions up to where each partition was applied
     */
    record Observation(Instant at, Map<TopicPartition, Long> positions) {

        boolean has(Publication publication) {
            return publication.offset() < positions.getOrDefault(publication.partition(), 0L);
        }
    }

    private static final Observation NOTHING = new Observation(Instant.EPOCH, Map.of());

    private final DataSource database;
    private final ConcurrentSkipListMap<Instant, Observation> observations = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this::watch, "progress");
    private volatile boolean isClosed;

    Progress(DataSource database) {
        this.database = database;
        thread.start();
    }

    /** The latest that is not after {@code time}. */
    Observation upTo(Instant time) {
        var entry = observations.floorEntry(time);
        return entry == null ? NOTHING : entry.getValue();
    }

    Observation latest() {
        var entry = observations.lastEntry();
        return entry == null ? NOTHING : entry.getValue();
    }

    private void watch() {
        while (!isClosed) {
            try (var connection = database.getConnection()) {
                while (!isClosed) {
                    observe(connection);
                    LockSupport.parkNanos(INTERVAL);
                }
            } catch (SQLException theDatabaseIsDown) {
                LockSupport.parkNanos(INTERVAL);
            }
        }
    }

    private void observe(Connection connection) throws SQLException {
        var positions = new HashMap<TopicPartition, Long>();
        Instant at = null;
        try (var statement = connection.prepareStatement(POSITIONS);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                if (at == null) {
                    at = rows.getObject("at", OffsetDateTime.class).toInstant();
                }
                positions.put(
                        new TopicPartition(rows.getString("topic"), rows.getInt("partition")),
                        rows.getLong("next_offset"));
            }
        }
        if (at != null) {
            observations.put(at, new Observation(at, positions));
            observations.headMap(at.minusSeconds(120)).clear();
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }
}
