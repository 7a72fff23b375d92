package app.velvet.sync.feed;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entity as the feed keeps it.
 *
 * @param keys the audience keys it is visible under; none for a destroyed one
 * @param leftKeys keys that it was under before, in the feed or only at its service: whoever loaded everything in between
 *     from there must hear that it left
 * @param fullJson its form in {@code last_changes}; null for a destroyed one
 * @param maskedJson the form for readers with none of {@code fullFor}; null if all get the same
 * @param fullFor the grants of which one is needed for the full form; empty where none is
 * @param contactId the contact whose info is in it, who decides for whom else it is full; null if there is none
 * @param wasElsewhere whether it was under other keys in between, which nobody could see in the feed
 */
record EntityState(
        long companyId,
        FeedClass feedClass,
        long id,
        Set<String> keys,
        Set<String> leftKeys,
        String fullJson,
        String maskedJson,
        Set<String> fullFor,
        Long contactId,
        boolean wasElsewhere) {

    /** @param leftKeys the keys it was last under, as far as they are known */
    static EntityState destroyed(long companyId, FeedClass feedClass, long id, Set<String> leftKeys) {
        return new EntityState(companyId, feedClass, id, Set.of(), leftKeys, null, null, Set.of(), null, false);
    }

    /** This state, having replaced {@code earlier} before anybody could see that in the feed. */
    EntityState after(EntityState earlier) {
        var left = Stream.of(earlier.keys, earlier.leftKeys, leftKeys)
                .flatMap(Set::stream)
                .filter(key -> !keys.contains(key))
                .collect(Collectors.toUnmodifiableSet());
        return new EntityState(
                companyId,
                feedClass,
                id,
                keys,
                left,
                fullJson,
                maskedJson,
                fullFor,
                contactId,
                wasElsewhere || earlier.wasElsewhere || !keys.equals(earlier.keys));
    }
}
