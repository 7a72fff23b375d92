package app.velvet.contacts.derived;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What something hangs on. */
public final class Followed {

    private Followed() {}

    /**
     * Those of these origins that rows of a table hang on, in id order: of much that an event can change, next to nothing is
     * followed.
     *
     * @param originId the column that names the origin
     */
    public static List<Long> by(
            Connection transaction, String table, String originId, long companyId, Collection<Long> originIds)
            throws SQLException {
        var query = "select distinct %2$s as id from %1$s where company_id = ? and %2$s = any(?) order by id"
                .formatted(table, originId);
        try (var statement = transaction.prepareStatement(query)) {
            statement.setLong(1, companyId);
            statement.setArray(2, transaction.createArrayOf("bigint", originIds.toArray()));
            try (var rows = statement.executeQuery()) {
                var followed = new ArrayList<Long>();
                while (rows.next()) {
                    followed.add(rows.getLong("id"));
                }
                return followed;
            }
        }
    }
}
