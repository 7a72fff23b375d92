package app.velvet.endtoend;

import java.util.ArrayList;
import java.util.List;

/**
 * A booking that was answered, and what is to be known of it once everything has arrived: this and nothing else, and nothing
 * of it twice.
 */
final class Booking {

    final BookingKind kind;
    final long id;
    final long contactId;

    final List<String> notes = new ArrayList<>();

    /** Written by who got no answer: they are there, or not. */
    final List<String> possibleNotes = new ArrayList<>();

    String qualification;
    int cancellations;
    double spent;
    boolean removed;

    Booking(BookingKind kind, long id, long contactId) {
        this.kind = kind;
        this.id = id;
        this.contactId = contactId;
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
