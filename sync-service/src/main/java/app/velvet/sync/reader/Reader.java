package app.velvet.sync.reader;

import app.velvet.api.permission.KeySpace;
import app.velvet.api.permission.Permissions;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.feed.Grant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user with certain permissions sees of the feed, or of some classes of it.
 *
 * @param keys the audience keys he reads
 * @param grants the rights that give him full forms
 */
public record Reader(Set<String> keys, Set<String> grants) {

    public Reader {
        keys = Set.copyOf(keys);
        grants = Set.copyOf(grants);
    }

    public static Reader of(long userId, Permissions permissions) {
        return of(userId, permissions, EnumSet.allOf(FeedClass.class));
    }

    /** The classes of which the user would see something else, or see it in another form, with other permissions. */
    public static Set<FeedClass> differences(long userId, Permissions before, Permissions after) {
        return Arrays.stream(FeedClass.values())
                .filter(feedClass ->
                        !of(userId, before, Set.of(feedClass)).equals(of(userId, after, Set.of(feedClass))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Reader of(long userId, Permissions permissions, Collection<FeedClass> classes) {
        var keys = new HashSet<String>();
        var grants = new HashSet<String>();
        grants.add(Grant.ofAuthor(userId));
        for (var feedClass : classes) {
            for (var keySpace : feedClass.keySpaces()) {
                keys.addAll(keySpace.keysReadBy(userId, permissions));
            }
            for (var grant : feedClass.grants()) {
                var audiences = KeySpace.reachedBy(permissions.reach(grant.right()), userId);
                audiences.forEach(audience -> grants.add(grant.on(audience)));
                if (!audiences.isEmpty() && grant.equals(Grant.CONTACTS_IN_FULL)) {
                    // The full form of what embeds a contact is for who may read the contact, too.
                    keys.addAll(KeySpace.CONTACT.keysReadBy(userId, permissions));
                }
            }
        }
        return new Reader(keys, grants);
    }
}
