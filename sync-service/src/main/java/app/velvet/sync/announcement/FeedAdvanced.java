package app.velvet.sync.announcement;

import java.time.Instant;
import java.util.List;

/**
 * A poke: something new can be pulled.
 *
 * @param audienceKeys under which there is something new, in the form of the feed, e.g. {@code Contact/venue:12}
 * @param sessionId the session in which all of that was changed: its device has it already; null if there is no such session
 * @param watermark a pull that answers this time or a later one has it
 */
record FeedAdvanced(long companyId, List<String> audienceKeys, Long sessionId, Instant watermark) {

    static final String TOPIC = "feed.advanced";
}
