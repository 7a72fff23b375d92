package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The records of stopped companies, as they came from Kafka, that wait for one consumer to go on. */
final class ParkedRecords {

    /** The first is always among them, however large it is. */
    private static final String FIRST = """
            select record_offset, record_time, record_key, record_value, header_names, header_values
              from (select *, sum(coalesce(octet_length(record_value), 0)) over (order by record_offset
                                  rows between unbounded preceding and 1 preceding) as bytes_before
                      from (select * from consumer_parked
                             where company_id = ? and consumer = ? and topic = ?
                             order by record_offset limit ?) as first_ones) as summed
             where bytes_before is null or bytes_before < ?
             order by record_offset
            """;

    private final String consumer;

    ParkedRecords(String consumer) {
        this.consumer = consumer;
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
                setHeaders(statement, 9, record);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void setHeaders(PreparedStatement statement, int first, ConsumerRecord<byte[], byte[]> record)
            throws SQLException {
        var headers = record.headers().toArray();
        var names = new String[headers.length];
        var values = new byte[headers.length][];
        for (var i = 0; i < headers.length; i++) {
            names[i] = headers[i].key();
            values[i] = headers[i].value();
        }
        statement.setArray(first, statement.getConnection().createArrayOf("text", names));
        statement.setArray(first + 1, statement.getConnection().createArrayOf("bytea", values));
    }

    /** The first records of a company, in order; none only if there is none. */
    List<ConsumerRecord<byte[], byte[]>> first(
            Connection connection, CompanyPartition company, int mostRecords, long mostBytes) throws SQLException {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var statement = connection.prepareStatement(FIRST)) {
            setCompany(statement, company);
            statement.setInt(4, mostRecords);
            statement.setLong(5, mostBytes);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(record(company.partition(), rows));
                }
            }
        }
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, ResultSet row) throws SQLException {
        var key = row.getBytes(3);
        var value = row.getBytes(4);
        var headers = new RecordHeaders();
        var names = (String[]) row.getArray(5).getArray();
        var values = (byte[][]) row.getArray(6).getArray();
        for (var i = 0; i < names.length; i++) {
            headers.add(names[i], values[i]);
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                row.getLong(1),
                row.getLong(2),
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    /** The offset of a company's first record; empty if there is none. */
    Optional<Long> firstOffset(Connection connection, CompanyPartition company) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select min(record_offset) from consumer_parked where company_id = ? and consumer = ? and topic = ?
                """)) {
            setCompany(statement, company);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject(1, Long.class));
            }
        }
    }

    /** Removes those of a company before {@code offset}. */
    void remove(Connection connection, CompanyPartition company, long offset) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from consumer_parked
                 where company_id = ? and consumer = ? and topic = ? and record_offset < ?
                """)) {
            setCompany(statement, company);
            statement.setLong(4, offset);
            statement.executeUpdate();
        }
    }

    /** Removes those of all companies of the partition. */
    void removeAll(Connection connection, TopicPartition partition) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from consumer_parked where consumer = ? and topic = ? and partition = ?")) {
            statement.setString(1, consumer);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.executeUpdate();
        }
    }

    private void setCompany(PreparedStatement statement, CompanyPartition company) throws SQLException {
        statement.setLong(1, company.companyId());
        statement.setString(2, consumer);
        statement.setString(3, company.topic());
    }
}
