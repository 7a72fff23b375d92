package app.velvet.events.consumer;

import app.velvet.events.consumer.Received.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Which change of each company was the last that counted for one consumer, and which companies it has to sweep. */
final class CompanyPlaces {

    private static final String DUE = """
              from consumer_sequence s
              join consumer_position p on p.consumer = s.consumer and p.topic = s.topic and p.partition = s.partition
             where s.consumer = ? and s.sweep_offset <= p.next_offset and not s.resynchronising
               and not exists (select 1 from consumer_stopped x
                                where x.company_id = s.company_id and x.consumer = s.consumer and x.topic = s.topic)
            """;

    private final String consumer;

    CompanyPlaces(String consumer) {
        this.consumer = consumer;
    }

    Map<Long, CompanyPlace> of(Connection connection, String topic, Collection<Long> companyIds) throws SQLException {
        var companies = new HashMap<Long, CompanyPlace>();
        try (var statement = connection.prepareStatement("""
                select c.company_id, s.epoch, s.sequence, coalesce(s.resynchronising, false), s.sweep_offset,
                       x.company_id is not null
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
                    companies.put(
                            rows.getLong(1),
                            new CompanyPlace(
                                    last, rows.getBoolean(4), rows.getObject(5, Long.class), rows.getBoolean(6)));
                }
            }
        }
        return companies;
    }

    void store(Connection connection, TopicPartition partition, Map<Long, CompanyPlace> companies) throws SQLException {
        var companyIds = new ArrayList<Long>();
        var epochs = new ArrayList<String>();
        var sequences = new ArrayList<Long>();
        var inSnapshot = new ArrayList<Boolean>();
        var sweepOffsets = new ArrayList<Long>();
        companies.forEach((companyId, company) -> {
            companyIds.add(companyId);
            epochs.add(company.last().epoch());
            sequences.add(company.last().sequence());
            inSnapshot.add(company.inSnapshot());
            sweepOffsets.add(company.sweepOffset());
        });
        try (var statement = connection.prepareStatement("""
                insert into consumer_sequence (company_id, consumer, topic, partition, epoch, sequence, resynchronising,
                                               sweep_offset)
                select p.company_id, ?, ?, ?, p.epoch, p.sequence, p.resynchronising, p.sweep_offset
                  from unnest(?, ?, ?, ?, ?) as p (company_id, epoch, sequence, resynchronising, sweep_offset)
                on conflict on constraint pk_consumer_sequence do update
                   set epoch = excluded.epoch, sequence = excluded.sequence, partition = excluded.partition,
                       resynchronising = excluded.resynchronising, sweep_offset = excluded.sweep_offset
                """)) {
            statement.setString(1, consumer);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setArray(4, connection.createArrayOf("bigint", companyIds.toArray()));
            statement.setArray(5, connection.createArrayOf("text", epochs.toArray()));
            statement.setArray(6, connection.createArrayOf("bigint", sequences.toArray()));
            statement.setArray(7, connection.createArrayOf("boolean", inSnapshot.toArray()));
            statement.setArray(8, connection.createArrayOf("bigint", sweepOffsets.toArray()));
            statement.executeUpdate();
        }
    }

    /** All companies of the partition, named in the topic or not, are to be swept once the position is there. */
    void sweepAllFrom(Connection connection, TopicPartition partition, long offset) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_sequence set sweep_offset = ? where consumer = ? and topic = ? and partition = ?
                """)) {
            statement.setLong(1, offset);
            statement.setString(2, consumer);
            statement.setString(3, partition.topic());
            statement.setInt(4, partition.partition());
            statement.executeUpdate();
        }
    }

    /** Those that can be swept: all that lives of them has been named. One that stands still has to go on first. */
    List<CompanyPartition> toSweep(Connection connection) throws SQLException {
        var companies = new ArrayList<CompanyPartition>();
        try (var statement = connection.prepareStatement(
                "select s.company_id, s.topic, s.partition " + DUE + " order by s.company_id, s.topic")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var partition = new TopicPartition(rows.getString(2), rows.getInt(3));
                    companies.add(new CompanyPartition(rows.getLong(1), partition));
                }
            }
        }
        return companies;
    }

    /** Whether there is any to sweep, now or later. */
    boolean haveSweepsAhead(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select 1 from consumer_sequence where consumer = ? and sweep_offset is not null limit 1")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    boolean isToSweep(Connection connection, CompanyPartition company) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 " + DUE + " and s.company_id = ? and s.topic = ?")) {
            statement.setString(1, consumer);
            statement.setLong(2, company.companyId());
            statement.setString(3, company.topic());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    void swept(Connection connection, CompanyPartition company) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update consumer_sequence set sweep_offset = null where company_id = ? and consumer = ? and topic = ?
                """)) {
            statement.setLong(1, company.companyId());
            statement.setString(2, consumer);
            statement.setString(3, company.topic());
            statement.executeUpdate();
        }
    }
}
