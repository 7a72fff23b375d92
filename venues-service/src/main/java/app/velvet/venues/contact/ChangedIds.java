package app.velvet.venues.contact;

import app.velvet.venues.contact.CopiedClass.Changed;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Whose copies a statement has changed. */
final class ChangedIds {

    private ChangedIds() {}

    /** The statement returns ids of things of the given classes, column by column; null where there is none. */
    static void returnedBy(PreparedStatement statement, String className, Changed changed) throws SQLException {
        returnedBy(statement, new String[] {className}, changed);
    }

    static void returnedBy(PreparedStatement statement, String[] classNames, Changed changed) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                for (int i = 0; i < classNames.length; i++) {
                    changed.add(classNames[i], rows.getObject(i + 1, Long.class));
                }
            }
        }
    }
}
