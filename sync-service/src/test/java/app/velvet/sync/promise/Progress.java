package app.velvet.sync.promise;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
            select clock_timestamp() as at, position.topic, position.partition, position.next_offset, shard.rebuilding,
                   array(select company.company_id from consumer_sequence as company
                          where company.consumer = position.consumer and company.topic = position.topic
                            and company.partition = position.partition
                            and (company.resynchronising or company.sweep_offset is not null)) as unswept
              from consumer_position as position
              join feed_shard as shard on shard.shard = position.partition
             where position.consumer = 'sync-service.feed' and (position.next_offset > 0 or shard.rebuilding)
            """;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * @param at by the clock of the database, after the positions were read
     * @param positions up to where each partition was applied
     * @param unswept companies of each partition of which it is not settled yet what they have lost
     */
    record Observation(Instant at, Map<TopicPartition, Long> positions, Map<TopicPartition, Set<Long>> unswept) {

        boolean has(Publication publication) {
            var partition = publication.partition();
            return publication.offset() < positions.getOrDefault(partition, 0L)
                    && !(publication.isSweep()
                            && unswept.getOrDefault(partition, Set.of()).contains(publication.companyId()));
        }
    }

    private static final Observation NOTHING = new Observation(Instant.EPOCH, Map.of(), Map.of());

    private final DataSource database;
    private final ConcurrentSkipListMap<Instant, Observation> observations = new ConcurrentSkipListMap<>();
    /** Shards that are being rebuilt, or will have been by the next observation. */
    private final Set<Integer> rebuilding = ConcurrentHashMap.newKeySet();

    private final Set<Integer> beginning = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Instant> rebuiltBy = new ConcurrentHashMap<>();
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

    /** Where a rebuild of a shard is begun: it may be over before it is observed. */
    void rebuild(int shard, Runnable begin) {
        rebuilding.add(shard);
        beginning.add(shard);
        try {
            begin.run();
        } finally {
            beginning.remove(shard);
        }
    }

    /** Whether what was known at {@code time} of a shard does not count any more, because it was rebuilt. */
    boolean isRebuiltAfter(Instant time, int shard) {
        return rebuilding.contains(shard)
                || rebuiltBy.getOrDefault(shard, Instant.MIN).isAfter(time);
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
        var unswept = new HashMap<TopicPartition, Set<Long>>();
        var notWhole = new HashSet<Integer>();
        var expected = new HashSet<>(rebuilding);
        expected.removeAll(beginning);
        Instant at = null;
        try (var statement = connection.prepareStatement(POSITIONS);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                if (at == null) {
                    at = rows.getObject("at", OffsetDateTime.class).toInstant();
                }
                var partition = new TopicPartition(rows.getString("topic"), rows.getInt("partition"));
                positions.put(partition, rows.getLong("next_offset"));
                unswept.put(partition, Set.of((Long[]) rows.getArray("unswept").getArray()));
                if (rows.getBoolean("rebuilding")) {
                    notWhole.add(partition.partition());
                }
            }
        }
        if (at != null) {
            observeRebuilds(at, expected, notWhole);
            observations.put(at, new Observation(at, positions, unswept));
            observations.headMap(at.minusSeconds(120)).clear();
        }
    }

    private void observeRebuilds(Instant at, Set<Integer> expected, Set<Integer> notWhole) {
        rebuilding.addAll(notWhole);
        for (var shard : expected) {
            if (!notWhole.contains(shard)) {
                rebuiltBy.put(shard, at);
                rebuilding.remove(shard);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }
}
