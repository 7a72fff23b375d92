package app.velvet.push.silent;

import java.time.Instant;
import java.util.List;

/**
 * The feed of a company has something new.
 *
 * @param audienceKeys under which
 * @param sessionId the session in which all of it was changed, whose device has it already; or null
 * @param watermark a pull that answers this time or a later one has it
 * @param traceparent in whose trace it is heard of; null for none
 */
record Poke(long companyId, List<String> audienceKeys, Long sessionId, Instant watermark, String traceparent) {

    Poke(long companyId, List<String> audienceKeys, Long sessionId, Instant watermark) {
        this(companyId, audienceKeys, sessionId, watermark, null);
    }

    Poke withTraceparent(String newTraceparent) {
        return new Poke(companyId, audienceKeys, sessionId, watermark, newTraceparent);
    }
}
