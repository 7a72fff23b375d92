package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The part of the feed that one answer is about.
 *
 * @param keys what the reader may see
 * @param grants what he may see in full
 * @param startDates the asked classes, each from its time on
 * @param end the last time that belongs to it
 */
record Window(
        int shard,
        long companyId,
        Set<String> keys,
        Set<String> grants,
        Map<FeedClass, Instant> startDates,
        Instant end) {

    /** The earliest time of any class. */
    Instant start() {
        return Collections.min(startDates.values());
    }
}
