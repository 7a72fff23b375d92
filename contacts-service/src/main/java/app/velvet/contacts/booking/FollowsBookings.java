package app.velvet.contacts.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** Whatever hangs on bookings themselves, be they of whatever contact. */
public interface FollowsBookings {

    /**
     * Takes down, in the transaction that changed or removed these bookings, that what hangs on them has to follow.
     *
     * @param className {@code Reservation} or {@code Guestlist}
     */
    void bookingsChanged(Connection transaction, long companyId, String className, SortedSet<Long> ids)
            throws SQLException;
}
