package app.velvet.push.cause;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.staff.StaffCopy;
import app.velvet.events.staff.StaffMember;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** An address book has been imported, and the one who uploaded it is told what became of it. */
@ApplicationScoped
class ContactImports {

    static final String CLASS_NAME = "ContactImport";
    static final String TABLE = "contact_import";

    private final Announcer announcer;

    ContactImports(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * Nobody is told of the end of one that was not known to go on: then a restored service names again what it has.
     *
     * @param tells whether anybody is told
     */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        boolean isOver = data.text("finished_at") != null;
        boolean endsNow = isOver && goesOn(transaction, change);
        store(transaction, change, isOver);
        if (tells && endsNow) {
            tell(transaction, change, data);
        }
    }

    /** He did it himself, but not now: nobody is named as the sender, who would not be told. */
    private void tell(Connection transaction, ChangeRecord change, ChangeData data) throws SQLException {
        long userId = data.requireId("user_id");
        boolean worksHere = StaffCopy.find(transaction, change.companyId(), userId)
                .map(StaffMember::active)
                .orElse(false);
        if (worksHere) {
            announcer.announce(
                    transaction,
                    new Announcement(
                            change.companyId(),
                            null,
                            "Contacts imported",
                            ImportMessage.of(data),
                            change.time(),
                            change.traceparent()),
                    List.of(userId));
        }
    }

    private static boolean goesOn(Connection transaction, ChangeRecord change) throws SQLException {
        var select = "select 1 from contact_import where company_id = ? and id = ? and not is_over";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, change.companyId());
            query.setLong(2, change.id());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void store(Connection transaction, ChangeRecord change, boolean isOver) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into contact_import (company_id, id, is_over)
                values (?, ?, ?)
                on conflict on constraint pk_contact_import do update set is_over = excluded.is_over
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setBoolean(3, isOver);
            statement.executeUpdate();
        }
    }
}
