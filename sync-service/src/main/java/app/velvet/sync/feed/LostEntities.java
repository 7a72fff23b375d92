package app.velvet.sync.feed;

import app.velvet.events.Partitions;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/**
 * Takes out of the feed what a service has lost that was restored from a backup. That ends the resynchronisation and so is
 * one transaction with it, however much was lost; only a chunk of it is in memory at once.
 */
final class LostEntities {

    private static final ShardStatement END_OF_CHUNK = new ShardStatement("""
            select max(entity_id)
              from (select distinct entity_id
                      from feed_entry
                     where company_id = ? and class_name = ? and not destroyed and entity_id > ?
                     order by entity_id
                     limit ?) as chunk
            """);

    /** What is visible to anybody, as what stands for a table in a query. */
    private static final ShardStatement VISIBLE = new ShardStatement("""
            (select distinct company_id, entity_id as id
               from feed_entry
              where class_name = '%s' and not destroyed and entity_id > %d and entity_id <= %d)
            """);

    /** Ids are positive. */
    private static final long BEFORE_ALL = 0;

    private final FeedEntries entries;
    private final int chunk;

    /** @param chunk how many entities are looked at at once */
    LostEntities(FeedEntries entries, int chunk) {
        this.entries = entries;
        this.chunk = chunk;
    }

    /** @param time of the company's shard, which is locked */
    void sweep(Connection transaction, Instant time, Resynchronisation resynchronisation, ChangedKeys changed)
            throws SQLException {
        for (var feedClass : FeedClass.ofTopic(resynchronisation.topic())) {
            var from = BEFORE_ALL;
            for (var to = endOfChunk(transaction, resynchronisation, feedClass, from);
                    to != null;
                    to = endOfChunk(transaction, resynchronisation, feedClass, from)) {
                sweep(transaction, time, resynchronisation, changed, feedClass, from, to);
                from = to;
            }
        }
    }

    private Long endOfChunk(
            Connection transaction, Resynchronisation resynchronisation, FeedClass feedClass, long after)
            throws SQLException {
        try (var statement =
                transaction.prepareStatement(END_OF_CHUNK.of(Partitions.of(resynchronisation.companyId())))) {
            statement.setLong(1, resynchronisation.companyId());
            statement.setString(2, feedClass.wireName());
            statement.setLong(3, after);
            statement.setInt(4, chunk);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, Long.class);
            }
        }
    }

    private void sweep(
            Connection transaction,
            Instant time,
            Resynchronisation resynchronisation,
            ChangedKeys changed,
            FeedClass feedClass,
            long after,
            long upTo)
            throws SQLException {
        var companyId = resynchronisation.companyId();
        var shard = Partitions.of(companyId);
        var visible = VISIBLE.of(shard).formatted(feedClass.wireName(), after, upTo);
        var lost = resynchronisation.unnamed(transaction, visible, feedClass.wireName()).stream()
                .map(id -> EntityState.destroyed(companyId, feedClass, id, Set.of()))
                .toList();
        entries.put(transaction, shard, time, lost, changed);
    }
}
