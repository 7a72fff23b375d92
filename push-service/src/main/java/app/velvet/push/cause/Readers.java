package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffCopy;
import app.velvet.events.staff.StaffMember;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may be told of a change: a notification tells nobody what he could not read himself. */
final class Readers {

    private static final Scopes OWN = new Scopes(false, true, Set.of());

    private Readers() {}

    /** Those of these who may, in their order; null is nobody. */
    static List<Long> among(Connection transaction, ChangeRecord change, Right reading, Long... userIds)
            throws SQLException {
        var readers = new ArrayList<Long>();
        for (var userId : userIds) {
            if (userId != null && mayBeTold(transaction, change, userId, reading)) {
                readers.add(userId);
            }
        }
        return readers;
    }

    /** A user whom the copy of the staff does not know yet is new: what he may read is not known either. */
    static boolean mayBeTold(Connection transaction, ChangeRecord change, long userId, Right reading)
            throws SQLException {
        return StaffCopy.find(transaction, change.companyId(), userId)
                .map(member -> member.active() && !member.service() && reads(member, change, reading))
                .orElse(false);
    }

    private static boolean reads(StaffMember member, ChangeRecord change, Right reading) {
        var permitted = member.permissions().reach(reading);
        var scopes = readsOwn(member, reading) ? permitted.plus(OWN) : permitted;
        return scopes.company() || scopes.reach(change.audience(), member.id());
    }

    /** A promoter reads his own guestlists whatever he is permitted. */
    private static boolean readsOwn(StaffMember member, Right reading) {
        return reading == Right.READ_GUESTLISTS && member.promoter();
    }

    /** How the one who made a change is called, as the beginning of a sentence. */
    static String actor(Connection transaction, ChangeRecord change) throws SQLException {
        var name = actorName(transaction, change);
        return name == null ? "Somebody" : name;
    }

    /** How the one who made a change is called; null if nobody did, or he has no name here. */
    static String actorName(Connection transaction, ChangeRecord change) throws SQLException {
        return change.actorId() == null ? null : name(transaction, change.companyId(), change.actorId());
    }

    /** How a user is called; null if he has no name here. */
    static String name(Connection transaction, long companyId, long userId) throws SQLException {
        return StaffCopy.find(transaction, companyId, userId)
                .map(StaffMember::name)
                .map(Quoted::of)
                .orElse(null);
    }
}
