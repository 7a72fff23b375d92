package app.velvet.contacts.booking;

import app.velvet.events.consumer.ChangeData;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The copy of the reservations. */
final class CopiedReservations extends CopiedBookings {

    CopiedReservations() {
        super("Reservation", "reservation", "spent", "comp");
    }

    @Override
    Long broughtBy(ChangeData reservation) {
        return reservation.number("originator_id");
    }

    @Override
    boolean isClosedOut(ChangeData reservation) {
        return reservation.isTrue("closeout");
    }

    @Override
    void setOwn(PreparedStatement statement, int first, ChangeData reservation) throws SQLException {
        statement.setBigDecimal(first, amount(reservation, "actual_spent"));
        statement.setBigDecimal(first + 1, amount(reservation, "actual_comp"));
    }
}
