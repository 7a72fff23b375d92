package app.velvet.contacts.note;

import app.velvet.contacts.booking.FollowsBookings;
import app.velvet.contacts.derived.RequestedChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Notes about reservations and guestlists follow them. Most bookings have none. */
@ApplicationScoped
class NotesOfBookings implements FollowsBookings {

    private final RequestedChanges derived;

    NotesOfBookings(RequestedChanges derived) {
        this.derived = derived;
    }

    @Override
    public void bookingsChanged(Connection transaction, long companyId, String className, SortedSet<Long> ids)
            throws SQLException {
        var noted = noted(transaction, companyId, NoteSubject.ofClass(className).orElseThrow(), ids);
        derived.add(transaction, companyId, className, noted, NoteChanges.NOTE);
    }

    private static List<Long> noted(Connection transaction, long companyId, NoteSubject subject, SortedSet<Long> ids)
            throws SQLException {
        var query = "select distinct %1$s as id from note where company_id = ? and %1$s = any(?) order by id"
                .formatted(subject.idField());
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                var noted = new ArrayList<Long>();
                while (rows.next()) {
                    noted.add(rows.getLong("id"));
                }
                return noted;
            }
        }
    }
}
