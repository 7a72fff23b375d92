package app.velvet.contacts.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** Whatever follows from the bookings of contacts. */
public interface BookedContacts {

    /**
     * Brings up to date what follows from the bookings of these contacts, in the transaction that changed the bookings.
     *
     * @param contactIds not all of them need exist any more
     */
    void bookingsChanged(Connection transaction, long companyId, SortedSet<Long> contactIds) throws SQLException;

    /**
     * Has all that follows from the bookings of a company brought up to date later, in as many transactions as it takes: so many
     * of them have changed at once.
     */
    void manyBookingsChanged(Connection transaction, long companyId) throws SQLException;
}
