package app.velvet.sync.memory;

import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How a device that has acknowledged stood to the feed when this replica last looked. */
public final class Recollection {

    private final ShardState shard;
    private final RememberedDevice device;

    Recollection(ShardState shard, RememberedDevice device) {
        this.shard = shard;
        this.device = device;
    }

    public UUID epoch() {
        return shard.epoch();
    }

    /** Whatever this does not know of became visible later. */
    public Instant watermark() {
        return shard.watermark();
    }

    /** The audience keys that the user reads. */
    public Set<String> keys() {
        return device.keyNames();
    }

    /** The rights that give the user full forms. */
    public Set<String> grants() {
        return device.grants();
    }

    /** The classes for which what the device acknowledged does not count any more. */
    public Set<FeedClass> expired() {
        return device.expired();
    }

    /** The time up to which destroys may have been forgotten; null if none has been. */
    public Instant forgottenUntil() {
        var byCompany = device.forgottenUntil();
        var byShard = shard.forgottenUntil();
        if (byCompany == null || byShard == null) {
            return byCompany == null ? byShard : byCompany;
        }
        return byCompany.isAfter(byShard) ? byCompany : byShard;
    }

    /** The keys of the user under which something has changed, of whatever class, at {@code time} or later. */
    public Set<String> keysAdvancedSince(Instant time) {
        return Arrays.stream(device.keys())
                .filter(key -> key.hasAdvancedSince(time))
                .map(RememberedKey::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
