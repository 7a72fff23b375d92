package app.velvet.sync.promise;

import app.velvet.api.permission.Right;

/** The classes that devices are told of, with the right to read them. */
enum Kind {
    CONTACT("Contact", "contacts.changes", Right.READ_CONTACTS),
    TAG("Tag", "contacts.changes", null),
    TAG_CATEGORY("TagCategory", "contacts.changes", null),
    TASK("Task", "contacts.changes", Right.READ_TASKS),
    LOG_METHOD("LogMethod", "contacts.changes", Right.READ_CONTACTS),
    NOTIFICATION("Notification", "push.changes", null),
    NOTE("Note", "contacts.changes", null),
    RESERVATION("Reservation", "venues.changes", Right.READ_RESERVATIONS),
    STATIC_TEXT("StaticText", "auth.changes", null),
    USER_VENUE("UserVenue", "venues.changes", null),
    CONTACT_QUALIFICATION("ContactQualification", "contacts.changes", Right.READ_QUALIFICATIONS),
    EVENT("Event", "venues.changes", Right.READ_EVENTS);

    private final String wireName;
    private final String topic;
    private final Right reading;

    Kind(String wireName, String topic, Right reading) {
        this.wireName = wireName;
        this.topic = topic;
        this.reading = reading;
    }

    String wireName() {
        return wireName;
    }

    String topic() {
        return topic;
    }

    /** Null where it is not a right that decides. */
    Right reading() {
        return reading;
    }

    /** Whether it is for the users whom its audience names and nobody else. */
    boolean isPrivate() {
        return this == NOTIFICATION || this == USER_VENUE;
    }

    /** Whether everybody in the company sees it. */
    boolean isEverybodys() {
        return this == TAG || this == TAG_CATEGORY || this == STATIC_TEXT;
    }
}
