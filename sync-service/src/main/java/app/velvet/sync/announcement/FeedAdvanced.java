package app.velvet.sync.announcement;

import java.time.Instant;
import java.util.List;

/**
 * A poke: something new can be pulled.
 *
 * @param audienceKeys under which there is something new, in the form of the feed, e.g. {@code Contact/venue:12}
 * @param sessionId the session in which all of that was changed: its device has it already; null if there is no such session
 * @param watermark a pull that answers this time or a later one has it
 * @param traceparent in whose trace it is announced, that of the latest of these changes which is recorded; null for none
 */
record FeedAdvanced(long companyId, List<String> audienceKeys, Long sessionId, Instant watermark, String traceparent) {

    static final String TOPIC = "feed.advanced";
}
