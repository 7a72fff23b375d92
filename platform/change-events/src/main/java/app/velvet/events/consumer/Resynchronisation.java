package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a publishing service has of one company has been named from the first to the last: because its database was restored
 * from a backup, or because this consumer was away for longer than the compaction lag and has read the topic anew. What was
 * not named is gone, as if destroyed.
 */
public record Resynchronisation(String consumer, String topic, long companyId) {

    /**
     * Those rows of this handler's own that were not named any more, by id.
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

    /** Whether this entity was named. */
    public boolean hasNamed(Connection transaction, String className, long id) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                select 1 from consumer_named
                 where company_id = ? and consumer = ? and topic = ? and class_name = ? and entity_id = ?
                """)) {
            statement.setLong(1, companyId);
            statement.setString(2, consumer);
            statement.setString(3, topic);
            statement.setString(4, className);
            statement.setLong(5, id);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
