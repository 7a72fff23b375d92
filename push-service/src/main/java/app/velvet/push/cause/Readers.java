package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffCopy;
import app.velvet.events.staff.StaffMember;
import java.sql.Connection;
import java.sql.SQLException;

/** Who may be told of a change: a notification tells nobody what he could not read himself. */
final class Readers {

    private Readers() {}

    /** A user whom the copy of the staff does not know yet is new: what he may read is not known either. */
    static boolean mayBeTold(Connection transaction, ChangeRecord change, long userId, Right reading)
            throws SQLException {
        return StaffCopy.find(transaction, change.companyId(), userId)
                .map(member -> member.active() && reads(member, change, reading))
                .orElse(false);
    }

    private static boolean reads(StaffMember member, ChangeRecord change, Right reading) {
        var scopes = member.permissions().reach(reading);
        return scopes.company() || scopes.reach(change.audience(), member.id());
    }

    /** How the one who made a change is called; null if nobody did, or he has no name here. */
    static String actorName(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.actorId() == null) {
            return null;
        }
        return StaffCopy.find(transaction, change.companyId(), change.actorId())
                .map(StaffMember::name)
                .filter(name -> !name.isEmpty())
                .orElse(null);
    }
}
