package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A publishing service's database was restored from a backup, and has by now published again all that it has of one company.
 * What it has not named is gone, as if destroyed.
 */
public record Resynchronisation(String consumer, String topic, long companyId) {

    /**
     * Those rows of this handler's own that the service has not named any more, by id.
     *
     * @param table holds what the service publishes of one class; has {@code company_id} and {@code id}
     * @param className e.g. {@code Contact}
     */
    public List<Long> unnamed(Connection transaction, String table, String className) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                select held.id from %s held
                 where held.company_id = ?
                   and not exists (select 1 from consumer_named named
                                    where named.company_id = held.company_id and named.consumer = ?
                                      and named.topic = ? and named.class_name = ? and named.entity_id = held.id)
                 order by held.id
                """.formatted(table))) {
            statement.setLong(1, companyId);
            statement.setString(2, consumer);
            statement.setString(3, topic);
            statement.setString(4, className);
            var ids = new ArrayList<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }
}
