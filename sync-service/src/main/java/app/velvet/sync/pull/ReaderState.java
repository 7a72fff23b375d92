package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * How a user's device stands to the feed at one moment of its database.
 *
 * @param epoch the life of the feed that its cursors belong to
 * @param watermark the feed's time at that moment: everything that becomes visible later, does so at a later time
 * @param keys the audience keys that the user reads
 * @param grants the rights that give him full forms
 * @param device what is known of the device
 * @param seenLongAgo whether it is time to note that the device still comes
 * @param expired the classes for which what the device acknowledged does not count any more
 * @param forgottenUntil the time up to which destroys may have been forgotten; null if none has been
 */
record ReaderState(
        UUID epoch,
        Instant watermark,
        Set<String> keys,
        Set<String> grants,
        Device device,
        boolean seenLongAgo,
        Set<FeedClass> expired,
        Instant forgottenUntil) {

    enum Device {
        NEVER_ACKNOWLEDGED,
        ACKNOWLEDGED,
        /** It had acknowledged but did not come for so long that this was forgotten. */
        FORGOTTEN
    }

    /** Whether an acknowledgment covers the class. */
    boolean hasAchieved(FeedClass feedClass) {
        return device == Device.ACKNOWLEDGED && !expired.contains(feedClass);
    }

    /** A time of a clock that runs ahead counts as now, one before all feeds as their beginning. */
    Instant limit(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return time.isAfter(watermark) ? watermark : time;
    }

    boolean mayHaveForgottenSince(Instant time) {
        return forgottenUntil != null && !time.isAfter(forgottenUntil);
    }
}
