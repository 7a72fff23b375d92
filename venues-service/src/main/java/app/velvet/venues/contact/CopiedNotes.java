package app.velvet.venues.contact;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;

/**
 * The copy of the notes about reservations and guestlists. One can come to be about something else. One about a booking that
 * is gone was being written while that was removed: contacts-service is told of the removal once more, to end it as well.
 */
final class CopiedNotes extends CopiedClass {

    private static final String[] SUBJECTS = {EmbeddedContacts.RESERVATION, EmbeddedContacts.GUESTLIST};
    private static final Map<String, String> TABLES =
            Map.of(EmbeddedContacts.RESERVATION, "reservation", EmbeddedContacts.GUESTLIST, "guestlist");

    private static final String BOOKING = "select 1 from %s where company_id = ? and id = ?";
    private static final String DELETE =
            "delete from note where company_id = ? and id = ? returning reservation_id, guestlist_id";
    private static final String STORE = """
            insert into note (company_id, id, reservation_id, guestlist_id, user_id, text, event_name, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning reservation_id, guestlist_id
            """;

    CopiedNotes() {
        super("Note", "note");
    }

    @Override
    void store(Connection transaction, ChangeData data, Changed changed) throws SQLException {
        var change = data.change();
        delete(transaction, change.companyId(), change.id(), changed);
        var reservationId = data.number("reservation_id");
        var guestlistId = data.number("guestlist_id");
        if (reservationId == null && guestlistId == null) {
            return;
        }
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setObject(3, reservationId, Types.BIGINT);
            statement.setObject(4, guestlistId, Types.BIGINT);
            statement.setLong(5, data.requireId("user_id"));
            statement.setString(6, data.require("text").asText());
            statement.setString(7, data.text("event_name"));
            statement.setObject(8, data.requireTime("created_at"));
            statement.setObject(9, data.requireTime("updated_at"));
            ChangedIds.returnedBy(statement, SUBJECTS, changed);
        }
        tellUnlessBooked(transaction, change, EmbeddedContacts.RESERVATION, reservationId, changed);
        tellUnlessBooked(transaction, change, EmbeddedContacts.GUESTLIST, guestlistId, changed);
    }

    /** @param bookingId null if the note is about none of this class */
    private static void tellUnlessBooked(
            Connection transaction, ChangeRecord note, String className, Long bookingId, Changed changed)
            throws SQLException {
        if (bookingId != null && !isBooked(transaction, className, note.companyId(), bookingId)) {
            changed.tell(new ChangeEvent(
                    note.companyId(), className, bookingId, Action.DESTROY, null, note.audience(), null));
        }
    }

    private static boolean isBooked(Connection transaction, String className, long companyId, long id)
            throws SQLException {
        try (var statement = transaction.prepareStatement(BOOKING.formatted(TABLES.get(className)))) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(DELETE)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            ChangedIds.returnedBy(statement, SUBJECTS, changed);
        }
    }
}
