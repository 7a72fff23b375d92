package app.velvet.api.permission;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What decides who may see an entity: the permission to read a subject, or nothing but being of the company, or being
 * the one user it is for. An entity lies in one key space, under one audience key for each entry of its audience.
 */
public enum KeySpace {
    CONTACT(Right.READ_CONTACTS),
    CONTACT_QUALIFICATION(Right.READ_QUALIFICATIONS),
    TASK(Right.READ_TASKS),
    RESERVATION(Right.READ_RESERVATIONS),
    GUESTLIST(Right.READ_GUESTLISTS),
    EVENT(Right.READ_EVENTS),
    /** Everyone in the company. */
    EVERYONE("Everyone"),
    /** The users named by the audience and nobody else. */
    PRIVATE("Private");

    private final Right reading;
    private final String wireName;

    KeySpace(Right reading) {
        this.reading = reading;
        this.wireName = reading.subject().wireName();
    }

    KeySpace(String wireName) {
        this.reading = null;
        this.wireName = wireName;
    }

    /** The form in the feed, e.g. {@code Contact/venue:12}. */
    public String key(Audience audience) {
        return wireName + "/" + audience;
    }

    /** Whether this is a key of this key space. */
    public boolean contains(String key) {
        return key.startsWith(wireName) && key.startsWith("/", wireName.length());
    }

    /**
     * The keys that an entity with this audience lies under; none without an audience. A right over the whole company
     * reaches all but the private.
     */
    public Set<String> keysOf(Set<Audience> audience) {
        if (audience.isEmpty()) {
            return Set.of();
        }
        return switch (this) {
            case EVERYONE -> Set.of(key(Audience.company()));
            case PRIVATE ->
                audience.stream()
                        .filter(entry -> entry.kind() == Audience.Kind.USER)
                        .map(this::key)
                        .collect(Collectors.toUnmodifiableSet());
            default ->
                Stream.concat(Stream.of(Audience.company()), audience.stream())
                        .map(this::key)
                        .collect(Collectors.toUnmodifiableSet());
        };
    }

    /** The keys of all key spaces under which a user finds what he may see. */
    public static Set<String> allKeysReadBy(long userId, Permissions permissions) {
        return Arrays.stream(values())
                .flatMap(keySpace -> keySpace.keysReadBy(userId, permissions).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The keys of this key space under which a user finds what he may see; with the private ones, those for him. */
    public Set<String> keysReadBy(long userId, Permissions permissions) {
        var audiences =
                switch (this) {
                    case EVERYONE -> Set.of(Audience.company());
                    case PRIVATE -> Set.of(Audience.user(userId));
                    default -> reachedBy(permissions.reach(reading), userId);
                };
        return audiences.stream().map(this::key).collect(Collectors.toUnmodifiableSet());
    }

    /** The audiences that these scopes of a user reach: what is under any of them, he may see. */
    public static Set<Audience> reachedBy(Scopes scopes, long userId) {
        if (scopes.company()) {
            return Set.of(Audience.company());
        }
        var venues = scopes.venueIds().stream().map(Audience::venue);
        var self = scopes.self() ? Stream.of(Audience.user(userId)) : Stream.<Audience>empty();
        return Stream.concat(venues, self).collect(Collectors.toUnmodifiableSet());
    }
}
