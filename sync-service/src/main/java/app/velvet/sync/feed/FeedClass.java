package app.velvet.sync.feed;

import app.velvet.api.permission.KeySpace;
import app.velvet.events.staff.StaffCopy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classes that {@code last_changes} serves, in the contract's order. */
public enum FeedClass {
    CONTACT("Contact", Topic.CONTACTS, Set.of(KeySpace.CONTACT), Set.of(Grant.CONTACTS_IN_FULL)),
    TAG("Tag", Topic.CONTACTS, Set.of(KeySpace.EVERYONE), Set.of()),
    TAG_CATEGORY("TagCategory", Topic.CONTACTS, Set.of(KeySpace.EVERYONE), Set.of()),
    TASK("Task", Topic.CONTACTS, Set.of(KeySpace.TASK), Set.of()),
    LOG_METHOD("LogMethod", Topic.CONTACTS, Set.of(KeySpace.CONTACT), Set.of()),
    NOTIFICATION("Notification", Topic.PUSH, Set.of(KeySpace.PRIVATE), Set.of()),
    NOTE("Note", Topic.CONTACTS, NoteSubject.keySpaces(), NoteSubject.grants()),
    RESERVATION("Reservation", Topic.VENUES, Set.of(KeySpace.RESERVATION), Set.of(Grant.CONTACTS_IN_FULL)),
    STATIC_TEXT("StaticText", Topic.AUTH, Set.of(KeySpace.EVERYONE), Set.of()),
    USER_VENUE("UserVenue", Topic.VENUES, Set.of(KeySpace.PRIVATE), Set.of()),
    CONTACT_QUALIFICATION("ContactQualification", Topic.CONTACTS, Set.of(KeySpace.CONTACT_QUALIFICATION), Set.of()),
    EVENT("Event", Topic.VENUES, Set.of(KeySpace.EVENT), Set.of());

    /** The topics that changes of these classes come from. */
    static final class Topic {

        static final String AUTH = StaffCopy.TOPIC;
        static final String CONTACTS = "contacts.changes";
        static final String VENUES = "venues.changes";
        static final String PUSH = "push.changes";

        private Topic() {}
    }

    private static final Map<String, FeedClass> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(FeedClass::wireName, Function.identity()));

    private final String wireName;
    private final String topic;
    private final Set<KeySpace> keySpaces;
    private final Set<Grant> grants;

    FeedClass(String wireName, String topic, Set<KeySpace> keySpaces, Set<Grant> grants) {
        this.wireName = wireName;
        this.topic = topic;
        this.keySpaces = keySpaces;
        this.grants = grants;
    }

    /** The form in {@code class_name}, in {@code options} and in the topics. */
    public String wireName() {
        return wireName;
    }

    static Set<String> topics() {
        return Arrays.stream(values()).map(feedClass -> feedClass.topic).collect(Collectors.toUnmodifiableSet());
    }

    static Set<FeedClass> ofTopic(String topic) {
        return Arrays.stream(values())
                .filter(feedClass -> feedClass.topic.equals(topic))
                .collect(Collectors.toUnmodifiableSet());
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
