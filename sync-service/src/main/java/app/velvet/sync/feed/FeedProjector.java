package app.velvet.sync.feed;

import app.velvet.events.Partitions;
import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import app.velvet.events.staff.StaffCopy;
import app.velvet.events.trace.Traces;
import app.velvet.sync.reader.Readers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Makes changes visible in the feed. One transaction is one batch of one partition, which is one shard; changes of several
 * topics of a company meet in that shard's clock.
 */
public class FeedProjector implements ChangeHandler {

    static final String CONSUMER = "sync-service.feed";

    private static final int SWEEP_CHUNK = 1_000;

    private record EntityKey(long companyId, FeedClass feedClass, long id) {

        static EntityKey of(EntityState state) {
            return new EntityKey(state.companyId(), state.feedClass(), state.id());
        }
    }

    private final ShardClock clock;
    private final FeedHistory history;
    private final FeedEntries entries;
    private final LostEntities lostEntities;
    private final FeedMetrics metrics;
    private final Traces traces;

    FeedProjector(ShardClock clock, FeedHistory history, FeedEntries entries, FeedMetrics metrics, Traces traces) {
        this.clock = clock;
        this.history = history;
        this.entries = entries;
        this.lostEntities = new LostEntities(entries, SWEEP_CHUNK);
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return FeedClass.topics();
    }

    /** A change left out would be missed by clients that were promised it. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        var shard = changes.get(0).partition();
        var states = latestStates(changes);
        var time = clock.advance(transaction, shard);
        var changed = new ChangedKeys(changes, traces);
        history.check(transaction, time, changes);
        for (var change : changes) {
            if (change.topic().equals(StaffCopy.TOPIC)) {
                Readers.apply(transaction, time, change).forEach(changed::addReader);
            }
        }
        entries.put(transaction, shard, time, states, changed);
        changed.store(transaction, shard, time);
    }

    @Override
    public void committed(List<ChangeRecord> changes) {
        metrics.visible(changes);
    }

    /** Entities that the service has lost leave the feed as destroyed ones do, users lose all they could see. */
    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var companyId = resynchronisation.companyId();
        var shard = Partitions.of(companyId);
        var time = clock.advance(transaction, shard);
        var changed = new ChangedKeys(List.of(), traces);
        if (resynchronisation.topic().equals(StaffCopy.TOPIC)) {
            Readers.sweep(transaction, time, resynchronisation).forEach(changed::addReader);
        }
        lostEntities.sweep(transaction, time, resynchronisation, changed);
        changed.store(transaction, shard, time);
    }

    /**
     * Only the latest state of an entity becomes visible; the earlier ones of the batch count by the keys they were under.
     */
    private static List<EntityState> latestStates(List<ChangeRecord> changes) {
        var latest = new LinkedHashMap<EntityKey, EntityState>();
        for (var change : changes) {
            requireOwnPartition(change);
            FeedClass.find(change.className())
                    .map(feedClass -> EntityStates.of(feedClass, change))
                    .ifPresent(state ->
                            latest.merge(EntityKey.of(state), state, (earlier, later) -> later.after(earlier)));
        }
        return List.copyOf(latest.values());
    }

    /** In another one it would be stamped by a clock that none of its readers looks at. */
    private static void requireOwnPartition(ChangeRecord change) {
        if (Partitions.of(change.companyId()) != change.partition()) {
            throw new UnprocessableChangeException(change, "It is in another partition than its company's");
        }
    }
}
