package app.velvet.venues.contact;

import app.velvet.events.consumer.ChangeData;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of the tasks for reservations: that they are there. */
final class CopiedTasks extends CopiedClass {

    private static final String STORE = """
            with before as (select reservation_id from task where company_id = ? and id = ?)
            insert into task as known (company_id, id, reservation_id) values (?, ?, ?)
            on conflict on constraint pk_task do update set reservation_id = excluded.reservation_id
             where known.reservation_id <> excluded.reservation_id
            returning (select reservation_id from before), reservation_id
            """;
    private static final String DELETE = "delete from task where company_id = ? and id = ? returning reservation_id";

    CopiedTasks() {
        super("Task", "task");
    }

    @Override
    void store(Connection transaction, ChangeData data, Changed changed) throws SQLException {
        var change = data.change();
        var reservationId = data.number("reservation_id");
        if (reservationId == null) {
            delete(transaction, change.companyId(), change.id(), changed);
            return;
        }
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, change.companyId());
            statement.setLong(4, change.id());
            statement.setLong(5, reservationId);
            ChangedIds.returnedBy(
                    statement, new String[] {EmbeddedContacts.RESERVATION, EmbeddedContacts.RESERVATION}, changed);
        }
    }

    @Override
    void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(DELETE)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            ChangedIds.returnedBy(statement, EmbeddedContacts.RESERVATION, changed);
        }
    }
}
