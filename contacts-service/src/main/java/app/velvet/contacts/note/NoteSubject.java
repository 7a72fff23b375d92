package app.velvet.contacts.note;

import app.velvet.api.permission.Right;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a note can be about: who may read that reads the note, and who may change that changes it. In the order in which they
 * are locked.
 */
public enum NoteSubject {
    RESERVATION("Reservation", Right.READ_RESERVATIONS, Right.CHANGE_RESERVATIONS),
    GUESTLIST("Guestlist", Right.READ_GUESTLISTS, Right.CHANGE_GUESTLISTS),
    CONTACT("Contact", Right.READ_CONTACTS, Right.CHANGE_CONTACTS),
    TASK("Task", Right.READ_TASKS, Right.CHANGE_TASKS);

    private final String className;
    private final Right reading;
    private final Right changing;

    NoteSubject(String className, Right reading, Right changing) {
        this.className = className;
        this.reading = reading;
        this.changing = changing;
    }

    static Optional<NoteSubject> ofClass(String className) {
        return Stream.of(values())
                .filter(subject -> subject.className.equals(className))
                .findAny();
    }

    /** In the contract, e.g. {@code Contact}. */
    public String className() {
        return className;
    }

    /** Its field in a note on the wire, and its column, e.g. {@code contact_id}. */
    String idField() {
        return className.toLowerCase(Locale.ROOT) + "_id";
    }

    /** Its attribute of {@link Note}. */
    String attribute() {
        return className.toLowerCase(Locale.ROOT) + "Id";
    }

    Right reading() {
        return reading;
    }

    Right changing() {
        return changing;
    }
}
