package app.velvet.sync.announcement;

import java.time.Instant;
import java.util.List;

/**
 * A poke: something new can be pulled.
 *
 * @param audienceKeys under which there is something new, in the form of the feed, e.g. {@code Contact/venue:12}
 * @param watermark a pull that answers this time or a later one has it
 */
record FeedAdvanced(long companyId, List<String> audienceKeys, Instant watermark) {

    static final String TOPIC = "feed.advanced";
}
