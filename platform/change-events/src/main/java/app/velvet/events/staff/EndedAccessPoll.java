package app.velvet.events.staff;

import app.velvet.events.JdbcTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Brings ended access into the copy besides its change events, so that a dead Kafka keeps nobody in. Where it is ahead of
 * the events it shuts out; it never lets anyone in again: that the events do.
 */
final class EndedAccessPoll {

    private final DataSource database;
    private final EndedAccessClient authService;
    private final LongSupplier nanoTime;
    private final AtomicLong lastLearnt;

    EndedAccessPoll(DataSource database, EndedAccessClient authService, MeterRegistry registry, LongSupplier nanoTime) {
        this.database = database;
        this.authService = authService;
        this.nanoTime = nanoTime;
        this.lastLearnt = new AtomicLong(nanoTime.getAsLong());
        TimeGauge.builder(
                        "velvet.staff.ended.access.age",
                        () -> nanoTime.getAsLong() - lastLearnt.get(),
                        TimeUnit.NANOSECONDS)
                .description("Time since auth-service last told of ended access")
                .register(registry);
    }

    private record Start(String cursor, OffsetDateTime time) {}

    /** Any number of replicas may poll at the same time. */
    void poll() throws SQLException, IOException, InterruptedException {
        var start = start();
        var ended = authService.since(start.cursor());
        JdbcTransactions.<Void, RuntimeException>inTransaction(database, transaction -> {
            store(transaction, ended, start);
            return null;
        });
        lastLearnt.set(nanoTime.getAsLong());
    }

    private Start start() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select cursor, clock_timestamp() from staff_ended_access_cursor")) {
            rows.next();
            return new Start(rows.getString(1), rows.getObject(2, OffsetDateTime.class));
        }
    }

    private static void store(Connection connection, EndedAccess ended, Start start) throws SQLException {
        for (var session : ended.sessions()) {
            EndedSessions.end(connection, session.companyId(), session.id(), session.userId(), session.expiresAt());
        }
        var certain = true;
        for (var user : ended.users()) {
            certain &= shutOut(connection, "staff_member", user.companyId(), user.id(), start);
        }
        for (var companyId : ended.companies()) {
            certain &= shutOut(connection, "staff_company", companyId, null, start);
        }
        EndedSessions.forgetExpired(connection);
        if (certain) {
            moveCursor(connection, start.cursor(), ended.cursor());
        }
    }

    /**
     * Shuts out whom the copy takes for active. Not, however, where a change event arrived while the list was on its way:
     * then only another list, made after it, can tell which of the two is newer.
     *
     * @param id null for a company
     * @return false if that is so
     */
    private static boolean shutOut(Connection connection, String table, long companyId, Long id, Start start)
            throws SQLException {
        var active = " where company_id = ? and active and not shut_out" + (id == null ? "" : " and id = " + id);
        try (var statement = connection.prepareStatement(
                "update " + table + " set shut_out = true" + active + " and applied_at < ?")) {
            statement.setLong(1, companyId);
            statement.setObject(2, start.time());
            if (statement.executeUpdate() == 1) {
                StaffCopy.tell(connection, companyId + (id == null ? "" : ":" + id));
                return true;
            }
        }
        try (var statement = connection.prepareStatement("select 1 from " + table + active)) {
            statement.setLong(1, companyId);
            try (var rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void moveCursor(Connection connection, String from, String to) throws SQLException {
        if (Objects.equals(from, to)) {
            return;
        }
        try (var statement = connection.prepareStatement(
                "update staff_ended_access_cursor set cursor = ? where cursor is not distinct from ?")) {
            statement.setString(1, to);
            statement.setString(2, from);
            statement.executeUpdate();
        }
    }
}
