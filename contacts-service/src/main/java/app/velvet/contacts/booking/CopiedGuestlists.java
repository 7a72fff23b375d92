package app.velvet.contacts.booking;

import app.velvet.events.consumer.ChangeData;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The copy of the guestlists. Counting who came closes one out. */
final class CopiedGuestlists extends CopiedBookings {

    CopiedGuestlists() {
        super("Guestlist", "guestlist", "guests");
    }

    @Override
    Long broughtBy(ChangeData guestlist) {
        return guestlist.number("user_id");
    }

    @Override
    boolean isClosedOut(ChangeData guestlist) {
        return guestlist.json().hasNonNull("actual_count_males")
                || guestlist.json().hasNonNull("actual_count_females");
    }

    @Override
    void setOwn(PreparedStatement statement, int first, ChangeData guestlist) throws SQLException {
        var counted = isClosedOut(guestlist) ? "actual_count_" : "count_";
        var guests = amount(guestlist, counted + "males").add(amount(guestlist, counted + "females"));
        statement.setLong(first, guests.longValueExact());
    }
}
