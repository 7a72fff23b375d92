package app.velvet.contacts.note;

import app.velvet.contacts.booking.FollowsBookings;
import app.velvet.contacts.derived.RequestedChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** Notes about reservations and guestlists follow them. Most bookings have none. */
@ApplicationScoped
class NotesOfBookings implements FollowsBookings {

    private final NotesFollowing notes;
    private final RequestedChanges derived;

    NotesOfBookings(NotesFollowing notes, RequestedChanges derived) {
        this.notes = notes;
        this.derived = derived;
    }

    @Override
    public void bookingsChanged(Connection transaction, long companyId, String className, SortedSet<Long> ids)
            throws SQLException {
        var noted = notes.followed(transaction, companyId, className, ids);
        derived.add(transaction, companyId, className, noted, NoteChanges.NOTE);
    }
}
