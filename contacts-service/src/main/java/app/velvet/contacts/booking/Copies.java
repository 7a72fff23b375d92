package app.velvet.contacts.booking;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;

/** What all copies have in common: a company, an id, and an end. */
final class Copies {

    private Copies() {}

    static void delete(Connection transaction, String table, ChangeRecord destroyed) throws SQLException {
        delete(transaction, table, destroyed.companyId(), destroyed.id());
    }

    /** Deletes what venues-service, restored from a backup, has not named again. */
    static void sweep(Connection transaction, String table, String className, Resynchronisation resynchronisation)
            throws SQLException {
        for (var id : resynchronisation.unnamed(transaction, table, className)) {
            delete(transaction, table, resynchronisation.companyId(), id);
        }
    }

    private static void delete(Connection transaction, String table, long companyId, long id) throws SQLException {
        try (var statement =
                transaction.prepareStatement("delete from " + table + " where company_id = ? and id = ?")) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }
}
