package app.velvet.push.device;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Keeps the copy of the staff and forgets devices whose session has ended. It does so when the session ends, and again when
 * auth-service forgets it: a registration that was under way at the end may have come after it.
 */
@ApplicationScoped
class DevicesOfStaff implements ChangeHandler {

    private static final String SESSION = "Session";

    @Override
    public String consumer() {
        return "push-service.staff";
    }

    @Override
    public Set<String> topics() {
        return Set.of(StaffCopy.TOPIC);
    }

    /** The copy decides who may come in: a change left out could let someone in for good. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            var applied = StaffCopy.apply(transaction, change);
            if (change.className().equals(SESSION)) {
                forget(transaction, "session_id", change.companyId(), change.id());
            } else if (applied instanceof MemberChanged member && member.after() == null) {
                forget(transaction, "user_id", member.companyId(), member.userId());
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        for (var gone : StaffCopy.sweep(transaction, resynchronisation)) {
            forget(transaction, "user_id", gone.companyId(), gone.userId());
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
