package app.velvet.events.consumer;

import app.velvet.events.consumer.Received.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** What one consumer keeps in the database. Every method works on the connection it is given and in its transaction. */
final class ConsumerStore {

    /**
     * What is stored of a company in a topic.
     *
     * @param last where the last change that counted was, or null
     * @param resynchronising whether it is in an epoch whose snapshot has not ended
     * @param stopped whether it stands still
     */
    record CompanyRow(Place last, boolean resynchronising, boolean stopped) {

        CompanyRow at(Place place, boolean inSnapshot) {
            return new CompanyRow(place, inSnapshot, stopped);
        }
    }

    /** A company that stands still in a topic. */
    record StoppedCompany(long companyId, TopicPartition partition) {}

    private final String consumer;
    private final Duration idleInTransaction;

    ConsumerStore(String consumer, Duration idleInTransaction) {
        this.consumer = consumer;
        this.idleInTransaction = idleInTransaction;
    }

    /** Where to go on in each of these partitions; from the start in one that is new. */
    Map<TopicPartition, Long> positions(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        var topics = partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
        var numbers = partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
        try (var statement = connection.prepareStatement("""
                insert into consumer_position (consumer, topic, partition, next_offset)
                select ?, p.topic, p.partition, 0 from unnest(?, ?) as p (topic, partition)
                on conflict on constraint pk_consumer_position do nothing
                """)) {
            statement.setString(1, consumer);
            statement.setArray(2, connection.createArrayOf("text", topics));
            statement.setArray(3, connection.createArrayOf("integer", numbers));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                select p.topic, p.partition, s.next_offset
                  from unnest(?, ?) as p (topic, partition)
                  join consumer_position s on s.consumer = ? and s.topic = p.topic and s.partition = p.partition
                """)) {
            statement.setArray(1, connection.createArrayOf("text", topics));
            statement.setArray(2, connection.createArrayOf("integer", numbers));
            statement.setString(3, consumer);
            return positions(statement);
        }
    }

    /** All stored positions. */
    Map<TopicPartition, Long> positions(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select topic, partition, next_offset from consumer_position where consumer = ?")) {
            statement.setString(1, consumer);
            return positions(statement);
        }
    }

    private static Map<TopicPartition, Long> positions(PreparedStatement statement) throws SQLException {
        var positions = new HashMap<TopicPartition, Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        return positions;
    }

    /**
     * Moves the position if it still is where it was read, and holds it until the transaction ends. Should this process
     * freeze in between, the database ends the transaction for it, so that others can go on.
     *
     * @return false if someone else has moved it
     */
    boolean advance(Connection connection, TopicPartition partition, long from, long to) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_position set next_offset = ?, advanced_at = clock_timestamp()
                  from set_config('idle_in_transaction_session_timeout', ?, true)
                 where consumer = ? and topic = ? and partition = ? and next_offset = ?
                """)) {
            statement.setLong(1, to);
            statement.setString(2, idleInTransaction.toMillis() + "ms");
            statement.setString(3, consumer);
            statement.setString(4, partition.topic());
            statement.setInt(5, partition.partition());
            statement.setLong(6, from);
            return statement.executeUpdate() == 1;
        }
    }

    /** Keeps anyone from moving the position until the transaction ends. */
    void hold(Connection connection, TopicPartition partition) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select next_offset
                  from consumer_position, set_config('idle_in_transaction_session_timeout', ?, true)
                 where consumer = ? and topic = ? and partition = ?
                   for update of consumer_position
                """)) {
            statement.setString(1, idleInTransaction.toMillis() + "ms");
            statement.setString(2, consumer);
            statement.setString(3, partition.topic());
            statement.setInt(4, partition.partition());
            statement.executeQuery().close();
        }
    }

    Map<Long, CompanyRow> companies(Connection connection, String topic, Collection<Long> companyIds)
            throws SQLException {
        var companies = new HashMap<Long, CompanyRow>();
        try (var statement = connection.prepareStatement("""
                select c.company_id, s.epoch, s.sequence, coalesce(s.resynchronising, false), x.company_id is not null
                  from unnest(?) as c (company_id)
                  left join consumer_sequence s on s.company_id = c.company_id and s.consumer = ? and s.topic = ?
                  left join consumer_stopped x on x.company_id = c.company_id and x.consumer = ? and x.topic = ?
                """)) {
            statement.setArray(1, connection.createArrayOf("bigint", companyIds.toArray()));
            statement.setString(2, consumer);
            statement.setString(3, topic);
            statement.setString(4, consumer);
            statement.setString(5, topic);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var epoch = rows.getString(2);
                    var last = epoch == null ? null : new Place(epoch, rows.getLong(3));
                    companies.put(rows.getLong(1), new CompanyRow(last, rows.getBoolean(4), rows.getBoolean(5)));
                }
            }
        }
        return companies;
    }

    void storePlaces(Connection connection, String topic, Map<Long, CompanyRow> companies) throws SQLException {
        var companyIds = new ArrayList<Long>();
        var epochs = new ArrayList<String>();
        var sequences = new ArrayList<Long>();
        var resynchronising = new ArrayList<Boolean>();
        companies.forEach((companyId, company) -> {
            companyIds.add(companyId);
            epochs.add(company.last().epoch());
            sequences.add(company.last().sequence());
            resynchronising.add(company.resynchronising());
        });
        try (var statement = connection.prepareStatement("""
                insert into consumer_sequence (company_id, consumer, topic, epoch, sequence, resynchronising)
                select p.company_id, ?, ?, p.epoch, p.sequence, p.resynchronising
                  from unnest(?, ?, ?, ?) as p (company_id, epoch, sequence, resynchronising)
                on conflict on constraint pk_consumer_sequence do update
                   set epoch = excluded.epoch, sequence = excluded.sequence, resynchronising = excluded.resynchronising
                """)) {
            statement.setString(1, consumer);
            statement.setString(2, topic);
            statement.setArray(3, connection.createArrayOf("bigint", companyIds.toArray()));
            statement.setArray(4, connection.createArrayOf("text", epochs.toArray()));
            statement.setArray(5, connection.createArrayOf("bigint", sequences.toArray()));
            statement.setArray(6, connection.createArrayOf("boolean", resynchronising.toArray()));
            statement.executeUpdate();
        }
    }

    void forgetNamed(Connection connection, String topic, long companyId) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from consumer_named where company_id = ? and consumer = ? and topic = ?")) {
            statement.setLong(1, companyId);
            statement.setString(2, consumer);
            statement.setString(3, topic);
            statement.executeUpdate();
        }
    }

    void named(Connection connection, String topic, Collection<ChangeRecord> changes) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into consumer_named (company_id, consumer, topic, class_name, entity_id) values (?, ?, ?, ?, ?)
                on conflict on constraint pk_consumer_named do nothing
                """)) {
            for (var change : changes) {
                statement.setLong(1, change.companyId());
                statement.setString(2, consumer);
                statement.setString(3, topic);
                statement.setString(4, change.className());
                statement.setLong(5, change.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void stop(Connection connection, long companyId, Received failed, String reason) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into consumer_stopped (company_id, consumer, topic, partition, failed_offset, reason)
                values (?, ?, ?, ?, ?, ?)
                on conflict on constraint pk_consumer_stopped do update
                   set failed_offset = excluded.failed_offset, reason = excluded.reason,
                       stopped_at = excluded.stopped_at, resume_requested = false
                """)) {
            statement.setLong(1, companyId);
            statement.setString(2, consumer);
            statement.setString(3, failed.raw().topic());
            statement.setInt(4, failed.raw().partition());
            statement.setLong(5, failed.offset());
            statement.setString(6, reason);
            statement.executeUpdate();
        }
    }

    void resumed(Connection connection, StoppedCompany company) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from consumer_stopped where company_id = ? and consumer = ? and topic = ?")) {
            setCompany(statement, company);
            statement.executeUpdate();
        }
    }

    /** Those companies that an operator wants to go on. */
    List<StoppedCompany> companiesToResume(Connection connection) throws SQLException {
        var companies = new ArrayList<StoppedCompany>();
        try (var statement = connection.prepareStatement("""
                select company_id, topic, partition from consumer_stopped
                 where consumer = ? and resume_requested order by company_id, topic
                """)) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var partition = new TopicPartition(rows.getString(2), rows.getInt(3));
                    companies.add(new StoppedCompany(rows.getLong(1), partition));
                }
            }
        }
        return companies;
    }

    boolean isToResume(Connection connection, StoppedCompany company) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select 1 from consumer_stopped
                 where company_id = ? and consumer = ? and topic = ? and resume_requested
                """)) {
            setCompany(statement, company);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    long stoppedCompanies(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select count(distinct company_id) from consumer_stopped where consumer = ?")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void park(Connection connection, long companyId, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into consumer_parked (company_id, consumer, topic, partition, record_offset, record_time,
                                             record_key, record_value, header_names, header_values)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint pk_consumer_parked do nothing
                """)) {
            for (var record : records) {
                statement.setLong(1, companyId);
                statement.setString(2, consumer);
                statement.setString(3, record.topic());
                statement.setInt(4, record.partition());
                statement.setLong(5, record.offset());
                statement.setLong(6, record.timestamp());
                statement.setBytes(7, record.key());
                statement.setBytes(8, record.value());
                var headers = record.headers().toArray();
                var names = new String[headers.length];
                var values = new byte[headers.length][];
                for (var i = 0; i < headers.length; i++) {
                    names[i] = headers[i].key();
                    values[i] = headers[i].value();
                }
                statement.setArray(9, connection.createArrayOf("text", names));
                statement.setArray(10, connection.createArrayOf("bytea", values));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The first records that are parked for a company, in order. */
    List<ConsumerRecord<byte[], byte[]>> parked(Connection connection, StoppedCompany company, int most)
            throws SQLException {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var statement = connection.prepareStatement("""
                select record_offset, record_time, record_key, record_value, header_names, header_values
                  from consumer_parked
                 where company_id = ? and consumer = ? and topic = ?
                 order by record_offset limit ?
                """)) {
            setCompany(statement, company);
            statement.setInt(4, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var headers = new RecordHeaders();
                    var names = (String[]) rows.getArray(5).getArray();
                    var values = (byte[][]) rows.getArray(6).getArray();
                    for (var i = 0; i < names.length; i++) {
                        headers.add(names[i], values[i]);
                    }
                    var key = rows.getBytes(3);
                    var value = rows.getBytes(4);
                    records.add(new ConsumerRecord<>(
                            company.partition().topic(),
                            company.partition().partition(),
                            rows.getLong(1),
                            rows.getLong(2),
                            TimestampType.CREATE_TIME,
                            key == null ? ConsumerRecord.NULL_SIZE : key.length,
                            value == null ? ConsumerRecord.NULL_SIZE : value.length,
                            key,
                            value,
                            headers,
                            Optional.empty()));
                }
            }
        }
        return records;
    }

    /** Removes what was parked before {@code offset}. */
    void unpark(Connection connection, StoppedCompany company, long offset) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from consumer_parked
                 where company_id = ? and consumer = ? and topic = ? and record_offset < ?
                """)) {
            setCompany(statement, company);
            statement.setLong(4, offset);
            statement.executeUpdate();
        }
    }

    boolean hasCaughtUp(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from consumer_caught_up where consumer = ?")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    void caughtUp(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into consumer_caught_up (consumer) values (?) on conflict do nothing")) {
            statement.setString(1, consumer);
            statement.executeUpdate();
        }
    }

    private void setCompany(PreparedStatement statement, StoppedCompany company) throws SQLException {
        statement.setLong(1, company.companyId());
        statement.setString(2, consumer);
        statement.setString(3, company.partition().topic());
    }
}
