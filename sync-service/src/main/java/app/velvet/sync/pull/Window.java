package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.events.Partitions;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Element.Position;
import app.velvet.sync.pull.Question.Changes;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The part of the feed that one answer is about.
 *
 * @param keys what the reader may see
 * @param grants what he may see in full
 * @param startDates the asked classes, each from its time on
 * @param begin the place after which it begins, where that is later
 * @param end the last time that belongs to it
 */
record Window(
        int shard,
        long companyId,
        Set<String> keys,
        Set<String> grants,
        Map<FeedClass, Instant> startDates,
        Position begin,
        Instant end) {

    static Window of(Caller caller, ReaderState reader, Changes asked) {
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        asked.startDates().forEach((feedClass, time) -> startDates.put(feedClass, reader.limit(time)));
        var begin = startDates.isEmpty() ? null : Position.before(Collections.min(startDates.values()));
        if (asked.cursor().isPresent()) {
            var cursor = asked.cursor().get();
            var isEarlier = begin != null
                    && begin.visibleAt().isBefore(cursor.position().visibleAt());
            cursor.startDates()
                    .forEach((feedClass, time) -> startDates.putIfAbsent(
                            feedClass,
                            isEarlier ? latest(time, cursor.position().visibleAt()) : time));
            begin = isEarlier ? begin : cursor.position();
        }
        return new Window(
                Partitions.of(caller.companyId()),
                caller.companyId(),
                reader.keys(),
                reader.grants(),
                startDates,
                begin,
                reader.watermark());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
