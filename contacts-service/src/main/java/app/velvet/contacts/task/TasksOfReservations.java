package app.velvet.contacts.task;

import app.velvet.contacts.booking.FollowsBookings;
import app.velvet.contacts.derived.RequestedChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** Tasks tell the stage of their reservation. Most reservations have none. */
@ApplicationScoped
class TasksOfReservations implements FollowsBookings {

    private static final String RESERVATION = "Reservation";

    private final TasksFollowing tasks;
    private final RequestedChanges derived;

    TasksOfReservations(TasksFollowing tasks, RequestedChanges derived) {
        this.tasks = tasks;
        this.derived = derived;
    }

    @Override
    public void bookingsChanged(Connection transaction, long companyId, String className, SortedSet<Long> ids)
            throws SQLException {
        if (className.equals(RESERVATION)) {
            var withTasks = tasks.followed(transaction, companyId, className, ids);
            derived.add(transaction, companyId, className, withTasks, TaskChanges.TASK);
        }
    }
}
