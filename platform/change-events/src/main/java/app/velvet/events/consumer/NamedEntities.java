package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The entities of resynchronising companies that their topic has named: whatever else one consumer holds of them is gone. */
final class NamedEntities {

    /** What a batch changes of this. */
    static final class Changes {

        private final Set<Long> anew = new HashSet<>();
        private final Map<EntityKey, Boolean> named = new HashMap<>();

        void named(EntityKey entity) {
            named.put(entity, true);
        }

        void gone(EntityKey entity) {
            named.put(entity, false);
        }

        /** Nothing that was named of the company counts any more. */
        void beginAnew(long companyId) {
            anew.add(companyId);
            named.keySet().removeIf(entity -> entity.companyId() == companyId);
        }

        private List<EntityKey> entities(boolean areNamed) {
            return named.entrySet().stream()
                    .filter(entity -> entity.getValue() == areNamed)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final String consumer;

    NamedEntities(String consumer) {
        this.consumer = consumer;
    }

    void store(Connection connection, String topic, Changes changes) throws SQLException {
        for (var companyId : changes.anew) {
            forget(connection, topic, companyId);
        }
        store(connection, topic, changes.entities(true), """
                insert into consumer_named (company_id, consumer, topic, class_name, entity_id)
                select e.company_id, ?, ?, e.class_name, e.id from unnest(?, ?, ?) as e (company_id, class_name, id)
                on conflict on constraint pk_consumer_named do nothing
                """);
        store(connection, topic, changes.entities(false), """
                delete from consumer_named n
                 where n.consumer = ? and n.topic = ?
                   and (n.company_id, n.class_name, n.entity_id)
                       in (select e.company_id, e.class_name, e.id
                             from unnest(?, ?, ?) as e (company_id, class_name, id))
                """);
    }

    private void store(Connection connection, String topic, List<EntityKey> entities, String sql) throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        var companyIds = new ArrayList<Long>();
        var classNames = new ArrayList<String>();
        var ids = new ArrayList<Long>();
        for (var entity : entities) {
            companyIds.add(entity.companyId());
            classNames.add(entity.className());
            ids.add(entity.id());
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, consumer);
            statement.setString(2, topic);
            statement.setArray(3, array(connection, "bigint", companyIds));
            statement.setArray(4, array(connection, "text", classNames));
            statement.setArray(5, array(connection, "bigint", ids));
            statement.executeUpdate();
        }
    }

    private static java.sql.Array array(Connection connection, String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    void forget(Connection connection, String topic, long companyId) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from consumer_named where company_id = ? and consumer = ? and topic = ?")) {
            statement.setLong(1, companyId);
            statement.setString(2, consumer);
            statement.setString(3, topic);
            statement.executeUpdate();
        }
    }

    /** Forgets what was named of all companies of the partition. */
    void forgetAll(Connection connection, TopicPartition partition) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from consumer_named n
                 using consumer_sequence s
                 where n.consumer = ? and n.topic = ? and s.partition = ?
                   and s.company_id = n.company_id and s.consumer = n.consumer and s.topic = n.topic
                """)) {
            statement.setString(1, consumer);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.executeUpdate();
        }
    }
}
