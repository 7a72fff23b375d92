package app.velvet.sync.memory;

import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Set;

/**
 * @param keyNames that its user reads
 * @param keys the same
 * @param own the one of them under which a change of what he may see is known
 * @param grants that give its user full forms
 * @param asOf the watermark at which all this was so
 */
record RememberedDevice(
        Set<String> keyNames,
        RememberedKey[] keys,
        RememberedKey own,
        Set<String> grants,
        Set<FeedClass> expired,
        Instant forgottenUntil,
        Instant asOf) {

    /** Whether what its user may see may have changed. */
    boolean isOutdated() {
        return own.hasAdvancedAfter(asOf);
    }
}
