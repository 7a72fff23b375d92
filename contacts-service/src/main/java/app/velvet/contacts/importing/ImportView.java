package app.velvet.contacts.importing;

import java.time.Instant;
import java.util.List;

/**
 * An import as the one who began it sees it, and as it is published.
 *
 * @param total cards in the file
 * @param imported cards that became contacts
 * @param skipped cards of whom a contact has the email or the phone already
 * @param reasons why cards failed, the first of them
 * @param moreReasons how many there are beside those
 * @param finishedAt null while it goes on
 */
record ImportView(
        long id,
        long userId,
        ImportState state,
        int imported,
        int skipped,
        int failed,
        int total,
        List<Reason> reasons,
        int moreReasons,
        Instant createdAt,
        Instant finishedAt) {

    /**
     * @param card its number in the file, from 1; null if it is the whole import that failed
     * @param reason e.g. {@code has no name}
     */
    record Reason(Integer card, String reason) {}
}
