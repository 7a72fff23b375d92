package app.velvet.sync.memory;

import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A device that has acknowledged, as the database has it at one moment.
 *
 * @param keys that its user reads
 * @param advancedAt when something last changed under each of the keys, in their order; null where nothing has
 * @param grants that give him full forms
 * @param expired the classes for which its acknowledgment does not count any more
 * @param forgottenUntil the time up to which its company may have forgotten destroys; null if it has forgotten none
 */
record DeviceState(
        Device device,
        List<String> keys,
        List<Instant> advancedAt,
        Set<String> grants,
        Set<FeedClass> expired,
        Instant forgottenUntil) {}
