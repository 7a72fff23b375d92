package app.velvet.push.device;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffChange.MemberChanged;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Forgets the devices of whose session has ended. It does so when the session ends, and again when auth-service forgets it:
 * a registration that was under way at the end may have come after it. A sign-out may also name an iOS device that its user
 * registered in another session.
 */
public final class DevicesOfStaff {

    private static final String SESSION = "Session";

    /**
     * Whom the phone was handed to since, or who has signed in on it again, keeps it. What auth-service publishes of the
     * end's time is cut off to the second.
     */
    private static final String FORGET_NAMED = """
            delete from device
             where company_id = ? and user_id = ? and platform = ?
               and encode(sha256(convert_to(token, 'UTF8')), 'hex') = ?
               and registered_at < ?::timestamptz + interval '1 second'
            """;

    private DevicesOfStaff() {}

    public static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.className().equals(SESSION)) {
            forget(transaction, "session_id", change.companyId(), change.id());
            if (change.action() != Action.DESTROY) {
                forgetNamed(transaction, ChangeData.of(change));
            }
        }
    }

    public static void apply(Connection transaction, MemberChanged member) throws SQLException {
        if (member.after() == null) {
            forget(transaction, "user_id", member.companyId(), member.userId());
        }
    }

    private static void forgetNamed(Connection transaction, ChangeData end) throws SQLException {
        var tokenHash = end.text("apn_token_hash");
        if (tokenHash == null) {
            return;
        }
        try (var statement = transaction.prepareStatement(FORGET_NAMED)) {
            statement.setLong(1, end.change().companyId());
            statement.setLong(2, end.requireId("user_id"));
            statement.setString(3, Platform.IOS.wireName());
            statement.setString(4, tokenHash);
            statement.setObject(5, end.requireTime("ended_at"));
            statement.executeUpdate();
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
