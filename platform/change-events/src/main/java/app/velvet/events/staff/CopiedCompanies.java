package app.velvet.events.staff;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.staff.StaffChange.CompanyChanged;
import java.sql.Connection;
import java.sql.SQLException;

/** The companies in the copy of the staff. One that is gone stays, deactivated: its tokens are not those of a new one. */
final class CopiedCompanies {

    private CopiedCompanies() {}

    static CompanyChanged apply(Connection transaction, ChangeRecord change) throws SQLException {
        var activeBefore = isActive(transaction, change.companyId());
        if (change.action() == Action.DESTROY) {
            deactivate(transaction, change.companyId());
        } else {
            store(transaction, change);
        }
        StaffCopy.tell(transaction, Long.toString(change.companyId()));
        return new CompanyChanged(change.companyId(), activeBefore, isActive(transaction, change.companyId()));
    }

    static void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var companyId = resynchronisation.companyId();
        if (!resynchronisation.hasNamed(transaction, "Company", companyId)) {
            deactivate(transaction, companyId);
            StaffCopy.tell(transaction, Long.toString(companyId));
        }
    }

    private static void store(Connection transaction, ChangeRecord change) throws SQLException {
        var company = ChangeData.of(change);
        try (var statement = transaction.prepareStatement("""
                insert into staff_company as c (company_id, name, time_zone, active)
                values (?, ?, ?, ?)
                on conflict on constraint pk_staff_company do update
                   set name = excluded.name, time_zone = excluded.time_zone, active = excluded.active,
                       shut_out = c.shut_out and excluded.active, applied_at = clock_timestamp()
                """)) {
            statement.setLong(1, change.companyId());
            statement.setString(2, company.require("name").asText());
            statement.setString(3, company.require("time_zone").asText());
            statement.setBoolean(4, company.requireBoolean("active"));
            statement.executeUpdate();
        }
    }

    private static void deactivate(Connection transaction, long companyId) throws SQLException {
        var update = "update staff_company set active = false, applied_at = clock_timestamp() where company_id = ?";
        try (var statement = transaction.prepareStatement(update)) {
            statement.setLong(1, companyId);
            statement.executeUpdate();
        }
    }

    private static boolean isActive(Connection transaction, long companyId) throws SQLException {
        var query = "select active and not shut_out from staff_company where company_id = ?";
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            try (var rows = statement.executeQuery()) {
                return !rows.next() || rows.getBoolean(1);
            }
        }
    }
}
