package app.velvet.contacts.task;

import app.velvet.contacts.booking.FollowsBookings;
import app.velvet.contacts.derived.RequestedChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Tasks tell the stage of their reservation. Most reservations have none. */
@ApplicationScoped
class TasksOfReservations implements FollowsBookings {

    private static final String RESERVATION = "Reservation";
    private static final String WITH_TASKS =
            "select distinct reservation_id from task where company_id = ? and reservation_id = any(?) order by reservation_id";

    private final RequestedChanges derived;

    TasksOfReservations(RequestedChanges derived) {
        this.derived = derived;
    }

    @Override
    public void bookingsChanged(Connection transaction, long companyId, String className, SortedSet<Long> ids)
            throws SQLException {
        if (className.equals(RESERVATION)) {
            derived.add(transaction, companyId, className, withTasks(transaction, companyId, ids), TaskChanges.TASK);
        }
    }

    private static List<Long> withTasks(Connection transaction, long companyId, SortedSet<Long> ids)
            throws SQLException {
        try (var statement = transaction.prepareStatement(WITH_TASKS)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Long>();
                while (rows.next()) {
                    found.add(rows.getLong("reservation_id"));
                }
                return found;
            }
        }
    }
}
