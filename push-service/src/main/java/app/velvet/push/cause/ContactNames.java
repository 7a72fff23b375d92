package app.velvet.push.cause;

import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The copy of how contacts are called. */
final class ContactNames {

    static final String CLASS_NAME = "Contact";
    static final String TABLE = "contact_name";

    private ContactNames() {}

    static void apply(Connection transaction, ChangeRecord change) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        try (var statement = transaction.prepareStatement("""
                insert into contact_name (company_id, id, name)
                values (?, ?, ?)
                on conflict on constraint pk_contact_name do update set name = excluded.name
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setString(3, ChangeData.of(change).text("name"));
            statement.executeUpdate();
        }
    }

    /** Empty if the contact has no name, or is not known. */
    static Optional<String> find(Connection transaction, long companyId, long contactId) throws SQLException {
        var select = "select name from contact_name where company_id = ? and id = ?";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, companyId);
            query.setLong(2, contactId);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(Quoted.of(row.getString("name"))) : Optional.empty();
            }
        }
    }
}
