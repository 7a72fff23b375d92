package app.velvet.sync.feed;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classes that {@code last_changes} serves, in the contract's order. */
public enum FeedClass {
    CONTACT("Contact", Set.of(KeySpace.CONTACT), Set.of(Grant.VIEW_FULL_CONTACT)),
    TAG("Tag", Set.of(KeySpace.EVERYONE), Set.of()),
    TAG_CATEGORY("TagCategory", Set.of(KeySpace.EVERYONE), Set.of()),
    TASK("Task", Set.of(KeySpace.TASK), Set.of()),
    LOG_METHOD("LogMethod", Set.of(KeySpace.CONTACT), Set.of()),
    NOTIFICATION("Notification", Set.of(KeySpace.PRIVATE), Set.of()),
    NOTE("Note", NoteSubject.keySpaces(), NoteSubject.grants()),
    RESERVATION("Reservation", Set.of(KeySpace.RESERVATION), Set.of(Grant.VIEW_FULL_CONTACT)),
    STATIC_TEXT("StaticText", Set.of(KeySpace.EVERYONE), Set.of()),
    USER_VENUE("UserVenue", Set.of(KeySpace.PRIVATE), Set.of()),
    CONTACT_QUALIFICATION("ContactQualification", Set.of(KeySpace.CONTACT_QUALIFICATION), Set.of()),
    EVENT("Event", Set.of(KeySpace.EVENT), Set.of());

    private static final Map<String, FeedClass> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(FeedClass::wireName, Function.identity()));

    private final String wireName;
    private final Set<KeySpace> keySpaces;
    private final Set<Grant> grants;

    FeedClass(String wireName, Set<KeySpace> keySpaces, Set<Grant> grants) {
        this.wireName = wireName;
        this.keySpaces = keySpaces;
        this.grants = grants;
    }

    /** The form in {@code class_name}, in {@code options} and in the topics. */
    public String wireName() {
        return wireName;
    }

    /** Empty for a class that is published but not fed, as for one that does not exist. */
    public static Optional<FeedClass> find(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /** The key spaces that entities of this class lie in, each entity in one of them. */
    public Set<KeySpace> keySpaces() {
        return keySpaces;
    }

    /** The rights that decide in which form a reader gets an entity of this class. */
    public Set<Grant> grants() {
        return grants;
    }

    /** The class itself and those that a change of what a user may see of it makes doubtful too. */
    public Set<FeedClass> withDependants() {
        return switch (this) {
            case CONTACT -> Set.of(CONTACT, NOTE, LOG_METHOD, CONTACT_QUALIFICATION);
            case RESERVATION -> Set.of(RESERVATION, NOTE);
            default -> Set.of(this);
        };
    }
}
