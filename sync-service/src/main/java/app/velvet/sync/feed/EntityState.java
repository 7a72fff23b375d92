package app.velvet.sync.feed;

import java.util.Set;

/**
 * An entity as the feed keeps it.
 *
 * @param keys the audience keys it is visible under; none for a destroyed one
 * @param fullJson its form in {@code last_changes}; null for a destroyed one
 * @param maskedJson the form for readers with none of {@code fullFor}; null if all get the same
 * @param fullFor the grants of which one is needed for the full form; empty where none is
 */
record EntityState(
        long companyId,
        FeedClass feedClass,
        long id,
        Set<String> keys,
        String fullJson,
        String maskedJson,
        Set<String> fullFor) {

    static EntityState destroyed(long companyId, FeedClass feedClass, long id) {
        return new EntityState(companyId, feedClass, id, Set.of(), null, null, Set.of());
    }
}
