package app.velvet.sync.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one look at the feed has found, all as of one moment.
 *
 * @param database which one it was, and in which of its lives
 * @param at when, by the database's clock
 * @param shards those that were looked at
 * @param advances all that are later than the times that were asked for
 * @param readUpTo the snapshot: what it does not contain is in a later one
 * @param changedDevices those that have acknowledged since, or whose acknowledgments were forgotten
 * @param changedCompanies those that have forgotten destroys since
 * @param wanted the devices that were looked for
 * @param devices those of them that may be remembered
 */
public record Found(
        String database,
        Instant at,
        Map<Integer, ShardState> shards,
        List<Advance> advances,
        String readUpTo,
        Set<Device> changedDevices,
        Set<Long> changedCompanies,
        List<Device> wanted,
        List<DeviceState> devices) {

    /** Of the shards that were looked at. */
    public Map<Integer, Instant> watermarks() {
        var watermarks = new HashMap<Integer, Instant>();
        shards.forEach((shard, state) -> watermarks.put(shard, state.watermark()));
        return watermarks;
    }
}
