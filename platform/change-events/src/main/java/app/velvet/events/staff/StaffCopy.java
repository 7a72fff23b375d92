package app.velvet.events.staff;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.consumer.UnprocessableChangeException;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffChange.Unaffected;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps this service's copy of the staff: applies the changes of {@value #TOPIC} inside the caller's transaction, and tells
 * the {@link StaffDirectory} of every replica when that commits. Has no state; may be used by many threads.
 */
public final class StaffCopy {

    public static final String TOPIC = "auth.changes";

    /** Tells, at commit, whom a change concerns: {@code <company>:<user>}, or {@code <company>} for all of its users. */
    static final String CHANNEL = "staff_changed";

    private StaffCopy() {}

    /**
     * Applies one change. Must be called for every change of the topic, of whatever class, in order: so the copy knows how
     * far it is. What it has had already affects nothing: where the topic is read anew, a right that was taken away does not
     * come back meanwhile.
     *
     * @throws SQLException if the database fails; to be rolled back and tried again
     * @throws UnprocessableChangeException if the data is not of its class's shape
     */
    public static StaffChange apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (!advance(transaction, change)) {
            return new Unaffected();
        }
        return switch (change.className()) {
            case "User" -> CopiedMembers.apply(transaction, change);
            case "Company" -> CopiedCompanies.apply(transaction, change);
            case "Session" -> EndedSessions.apply(transaction, change);
            default -> new Unaffected();
        };
    }

    /**
     * Removes the members whom auth-service has not named, and deactivates the company if it has not even named that. Ended
     * sessions stay: that their end was lost does not bring them back.
     *
     * @return those who are gone
     */
    public static List<MemberChanged> sweep(Connection transaction, Resynchronisation resynchronisation)
            throws SQLException {
        CopiedCompanies.sweep(transaction, resynchronisation);
        return CopiedMembers.sweep(transaction, resynchronisation);
    }

    /** One member as this transaction sees him, deactivated ones too. */
    public static Optional<StaffMember> find(Connection transaction, long companyId, long userId) throws SQLException {
        return CopiedMembers.find(transaction, companyId, userId);
    }

    /**
     * Whether the change is new to the copy. In a later epoch sequences begin again, but tokens do not tell of which epoch
     * theirs is: those of the old one are not to be refused as long as the new one has not got that far.
     */
    private static boolean advance(Connection transaction, ChangeRecord change) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into staff_progress (company_id, epoch, sequence, applied)
                values (?, ?, ?, ?)
                on conflict on constraint pk_staff_progress do update
                   set epoch = excluded.epoch, sequence = greatest(staff_progress.sequence, excluded.sequence),
                       applied = excluded.applied
                 where staff_progress.epoch <> excluded.epoch or staff_progress.applied < excluded.applied
                """)) {
            statement.setLong(1, change.companyId());
            statement.setString(2, change.epoch());
            statement.setLong(3, change.sequence());
            statement.setLong(4, change.sequence());
            return statement.executeUpdate() == 1;
        }
    }

    static void tell(Connection transaction, String whom) throws SQLException {
        try (var statement = transaction.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            statement.setString(1, whom);
            statement.execute();
        }
    }
}
