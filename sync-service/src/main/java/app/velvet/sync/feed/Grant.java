package app.velvet.sync.feed;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A right that gives a reader the full form of an entity he sees anyway, where it reaches the entity's audience. */
public record Grant(Right right) {

    public static final Grant CONTACTS_IN_FULL = new Grant(Right.READ_CONTACTS_IN_FULL);

    private static final String AUTHOR = "author/";

    /** The form in the feed of the right of an author over what he wrote. */
    public static String ofAuthor(long userId) {
        return AUTHOR + Audience.user(userId);
    }

    /** The form in the feed, e.g. {@code Contact:view_full/venue:12}. */
    public String on(Audience audience) {
        return right.subject().wireName() + ":" + right.action() + "/" + audience;
    }

    /** The same form for the audience of a key, e.g. of {@code Contact/venue:12}. */
    public String onAudienceOf(String key) {
        return right.subject().wireName() + ":" + right.action() + key.substring(key.indexOf('/'));
    }

    /** What an entity with this audience asks for: one of these suffices. */
    public Set<String> on(Set<Audience> audience) {
        return Stream.concat(Stream.of(Audience.company()), audience.stream())
                .map(this::on)
                .collect(Collectors.toUnmodifiableSet());
    }
}
