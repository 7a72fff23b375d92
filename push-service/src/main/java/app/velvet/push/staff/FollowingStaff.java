package app.velvet.push.staff;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.staff.StaffChange.MemberChanged;
import app.velvet.events.staff.StaffCopy;
import app.velvet.push.device.DevicesOfStaff;
import app.velvet.push.silent.SilentReaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Keeps the copy of the staff, and what depends on it in the same transaction. */
@ApplicationScoped
class FollowingStaff implements ChangeHandler {

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
            DevicesOfStaff.apply(transaction, change);
            if (applied instanceof MemberChanged member) {
                changed(transaction, member);
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        for (var gone : StaffCopy.sweep(transaction, resynchronisation)) {
            changed(transaction, gone);
        }
    }

    private static void changed(Connection transaction, MemberChanged member) throws SQLException {
        SilentReaders.apply(transaction, member);
        DevicesOfStaff.apply(transaction, member);
    }
}
