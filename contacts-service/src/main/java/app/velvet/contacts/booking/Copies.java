package app.velvet.contacts.booking;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;

/** What all copies have in common: a company, an id, and an end. */
final class Copies {

    private Copies() {}

    static void delete(Connection transaction, String table, ChangeRecord destroyed) throws SQLException {
        try (var statement =
                transaction.prepareStatement("delete from " + table + " where company_id = ? and id = ?")) {
            statement.setLong(1, destroyed.companyId());
            statement.setLong(2, destroyed.id());
            statement.executeUpdate();
        }
    }

    /** Deletes what venues-service, restored from a backup, has not named again; returns the ids. */
    static SortedSet<Long> sweep(
            Connection transaction, String table, String className, Resynchronisation resynchronisation)
            throws SQLException {
        var ids = new TreeSet<>(resynchronisation.unnamed(transaction, table, className));
        var delete = "delete from " + table + " where company_id = ? and id = any(?)";
        try (var statement = transaction.prepareStatement(delete)) {
            statement.setLong(1, resynchronisation.companyId());
            statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
        return ids;
    }
}
