package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Element.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * Up to where a client has the feed, exactly: everything of these classes at {@code position} and before it, as it stood
 * when the answer was made. What moved to a later place since then is met there.
 *
 * @param epoch the life of the feed in which it was made
 * @param watermark the feed's time when it was made
 * @param startDates the classes that are followed, each with the time from which on they were asked for
 */
record Cursor(UUID epoch, Instant watermark, Position position, Map<FeedClass, Instant> startDates) {

    Cursor {
        startDates = Map.copyOf(startDates);
    }

    /** After everything that is visible at the watermark. */
    static Cursor afterAll(ReaderState reader, Collection<FeedClass> classes) {
        var next = reader.watermark().plus(1, ChronoUnit.MICROS);
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        classes.forEach(feedClass -> startDates.put(feedClass, next));
        return new Cursor(reader.epoch(), reader.watermark(), Position.before(next), startDates);
    }

    /** Whether the feed still tells what has happened since. A feed whose clock stands before it has lost its end. */
    boolean isOf(ReaderState reader) {
        return epoch.equals(reader.epoch()) && !watermark.isAfter(reader.watermark());
    }
}
