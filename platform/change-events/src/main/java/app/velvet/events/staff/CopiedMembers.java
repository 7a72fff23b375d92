package app.velvet.events.staff;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.staff.StaffChange.MemberChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users in the copy of the staff. */
final class CopiedMembers {

    private CopiedMembers() {}

    static Optional<StaffMember> find(Connection transaction, long companyId, long userId) throws SQLException {
        var query = "select " + StaffRows.COLUMNS + " from staff_member m where m.company_id = ? and m.id = ?";
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            statement.setLong(2, userId);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(StaffRows.member(rows)) : Optional.empty();
            }
        }
    }

    static MemberChanged apply(Connection transaction, ChangeRecord change) throws SQLException {
        var before = find(transaction, change.companyId(), change.id());
        if (change.action() == Action.DESTROY) {
            delete(transaction, change.companyId(), change.id());
        } else {
            store(transaction, change);
        }
        var after = find(transaction, change.companyId(), change.id());
        StaffCopy.tell(transaction, change.companyId() + ":" + change.id());
        return new MemberChanged(change.companyId(), change.id(), before.orElse(null), after.orElse(null));
    }

    // A member whom auth-service's list has shut out stays out until the change that deactivates him comes: the changes
    // before it, late because Kafka was down, still call him active.
    private static void store(Connection transaction, ChangeRecord change) throws SQLException {
        var user = ChangeData.of(change);
        try (var statement = transaction.prepareStatement("""
                insert into staff_member as m (company_id, id, first_name, last_name, title, department_name, active,
                                               promoter, service, home_venue_id, permissions_struct)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict on constraint pk_staff_member do update
                   set first_name = excluded.first_name, last_name = excluded.last_name, title = excluded.title,
                       department_name = excluded.department_name, active = excluded.active,
                       shut_out = m.shut_out and excluded.active, promoter = excluded.promoter,
                       service = excluded.service, home_venue_id = excluded.home_venue_id,
                       permissions_struct = excluded.permissions_struct, applied_at = clock_timestamp()
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setString(3, user.text("first_name"));
            statement.setString(4, user.text("last_name"));
            statement.setString(5, user.text("title"));
            statement.setString(6, user.text("department_name"));
            statement.setBoolean(7, user.requireBoolean("active"));
            statement.setBoolean(8, user.isTrue("promoter"));
            statement.setBoolean(9, user.isTrue("service"));
            statement.setObject(10, user.number("home_venue_id"), Types.BIGINT);
            statement.setString(11, user.require("permissions_struct").toString());
            statement.executeUpdate();
        }
    }

    static List<MemberChanged> sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var companyId = resynchronisation.companyId();
        var gone = new ArrayList<MemberChanged>();
        for (var userId : resynchronisation.unnamed(transaction, "staff_member", "User")) {
            var before = find(transaction, companyId, userId);
            delete(transaction, companyId, userId);
            StaffCopy.tell(transaction, companyId + ":" + userId);
            gone.add(new MemberChanged(companyId, userId, before.orElse(null), null));
        }
        return gone;
    }

    private static void delete(Connection transaction, long companyId, long userId) throws SQLException {
        try (var statement = transaction.prepareStatement("delete from staff_member where company_id = ? and id = ?")) {
            statement.setLong(1, companyId);
            statement.setLong(2, userId);
            statement.executeUpdate();
        }
    }
}
