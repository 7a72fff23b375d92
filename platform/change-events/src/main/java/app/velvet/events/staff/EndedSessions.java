package app.velvet.events.staff;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffChange.SessionEnded;
import app.velvet.events.staff.StaffChange.Unaffected;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** The sessions that have ended although their tokens have not expired. */
final class EndedSessions {

    private EndedSessions() {}

    static StaffChange apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            forget(transaction, change);
            return new Unaffected();
        }
        var session = ChangeData.of(change);
        var userId = session.require("user_id").asLong();
        end(transaction, change.companyId(), change.id(), userId, session.requireTime("expires_at"));
        return new SessionEnded(change.companyId(), userId, change.id());
    }

    /** Does nothing if it is known already. */
    static void end(Connection transaction, long companyId, long sessionId, long userId, OffsetDateTime expiresAt)
            throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into staff_session_end (company_id, id, user_id, expires_at) values (?, ?, ?, ?)
                on conflict on constraint pk_staff_session_end do nothing
                """)) {
            statement.setLong(1, companyId);
            statement.setLong(2, sessionId);
            statement.setLong(3, userId);
            statement.setObject(4, expiresAt);
            if (statement.executeUpdate() == 1) {
                StaffCopy.tell(transaction, companyId + ":" + userId);
            }
        }
    }

    private static void forget(Connection transaction, ChangeRecord change) throws SQLException {
        try (var statement =
                transaction.prepareStatement("delete from staff_session_end where company_id = ? and id = ?")) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.executeUpdate();
        }
    }

    static void forgetExpired(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute("delete from staff_session_end where expires_at < now() - interval '1 day'");
        }
    }
}
