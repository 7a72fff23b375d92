package app.velvet.push.device;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffChange.MemberChanged;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Forgets the devices of whose session has ended. It does so when the session ends, and again when auth-service forgets it:
 * a registration that was under way at the end may have come after it.
 */
public final class DevicesOfStaff {

    private static final String SESSION = "Session";

    private DevicesOfStaff() {}

    public static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.className().equals(SESSION)) {
            forget(transaction, "session_id", change.companyId(), change.id());
        }
    }

    public static void apply(Connection transaction, MemberChanged member) throws SQLException {
        if (member.after() == null) {
            forget(transaction, "user_id", member.companyId(), member.userId());
        }
    }

    private static void forget(Connection transaction, String column, long companyId, long id) throws SQLException {
        var delete = "delete from device where company_id = ? and " + column + " = ?";
        try (var statement = transaction.prepareStatement(delete)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }
}
