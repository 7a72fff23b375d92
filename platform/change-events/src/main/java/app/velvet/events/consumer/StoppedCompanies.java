package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The companies that stand still for one consumer. */
final class StoppedCompanies {

    private final String consumer;

    StoppedCompanies(String consumer) {
        this.consumer = consumer;
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

    void resumed(Connection connection, CompanyPartition company) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from consumer_stopped where company_id = ? and consumer = ? and topic = ?")) {
            setCompany(statement, company);
            statement.executeUpdate();
        }
    }

    /** Those that an operator wants to go on. */
    List<CompanyPartition> toResume(Connection connection) throws SQLException {
        var companies = new ArrayList<CompanyPartition>();
        try (var statement = connection.prepareStatement("""
                select company_id, topic, partition from consumer_stopped
                 where consumer = ? and resume_requested order by company_id, topic
                """)) {
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

    boolean isToResume(Connection connection, CompanyPartition company) throws SQLException {
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

    long count(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select count(distinct company_id) from consumer_stopped where consumer = ?")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void setCompany(PreparedStatement statement, CompanyPartition company) throws SQLException {
        statement.setLong(1, company.companyId());
        statement.setString(2, consumer);
        statement.setString(3, company.topic());
    }
}
