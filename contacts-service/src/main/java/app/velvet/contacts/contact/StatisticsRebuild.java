package app.velvet.contacts.contact;

import app.velvet.events.Backoff;
import app.velvet.events.JdbcTransactions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Counts the statistics of all contacts of a company anew: once an operator has called {@code rebuild_projections}, or many
 * bookings were lost at once. A chunk is a transaction that also stores how far it got; companies take turns, and replicas
 * share the work.
 */
@ApplicationScoped
class StatisticsRebuild {

    private static final Logger LOG = Logger.getLogger(StatisticsRebuild.class);

    private static final int CHUNK = 500;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    private static final String NEXT = """
            select company_id, last_done_id, retries from statistics_rebuild where due_at <= now()
             order by due_at, company_id limit 1 for update skip locked
            """;
    // Whoever waits for a contact holds others meanwhile, which requests wait for.
    private static final String WAIT_BRIEFLY = "set local lock_timeout = '250ms'";
    private static final String CONTACTS = "select id from contact where company_id = ? and id > ? order by id limit ?";
    private static final String ADVANCE =
            "update statistics_rebuild set last_done_id = ?, retries = 0, due_at = now() where company_id = ?";
    private static final String POSTPONE = """
            update statistics_rebuild set retries = retries + 1, due_at = now() + ? * interval '1 millisecond'
             where company_id = ?
            """;
    private static final String END = "delete from statistics_rebuild where company_id = ?";

    private final AgroalDataSource database;
    private final StatisticsProjection statistics;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());

    StatisticsRebuild(AgroalDataSource database, StatisticsProjection statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    /** Goes on until there is nothing left that no other replica is at. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void finish() throws SQLException {
        boolean more = true;
        while (more) {
            more = JdbcTransactions.<Boolean, RuntimeException>inTransaction(database, this::chunk);
        }
    }

    private boolean chunk(Connection transaction) throws SQLException {
        try (var next = transaction.prepareStatement(NEXT);
                var row = next.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            long companyId = row.getLong("company_id");
            long lastDoneId = row.getLong("last_done_id");
            int retries = row.getInt("retries");
            update(transaction, WAIT_BRIEFLY);
            goOnOrPostpone(transaction, companyId, lastDoneId, retries);
            return true;
        }
    }

    private void goOnOrPostpone(Connection transaction, long companyId, long lastDoneId, int retries)
            throws SQLException {
        var before = transaction.setSavepoint();
        try {
            goOn(transaction, companyId, lastDoneId);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "The statistics of contacts are counted anew later companyId=%d", companyId);
            transaction.rollback(before);
            var pause = backoff.after(retries + 1, Duration.ZERO);
            update(transaction, POSTPONE, pause.toMillis(), companyId);
        }
    }

    private void goOn(Connection transaction, long companyId, long lastDoneId) throws SQLException {
        var contactIds = contactsAfter(transaction, companyId, lastDoneId);
        if (contactIds.isEmpty()) {
            update(transaction, END, companyId);
            LOG.infof("The statistics of all contacts have been counted anew companyId=%d", companyId);
        } else {
            update(transaction, ADVANCE, contactIds.last(), companyId);
            statistics.bookingsChanged(transaction, companyId, contactIds);
        }
    }

    private static SortedSet<Long> contactsAfter(Connection transaction, long companyId, long id) throws SQLException {
        try (var query = prepared(transaction, CONTACTS, companyId, id, CHUNK);
                var rows = query.executeQuery()) {
            var ids = new TreeSet<Long>();
            while (rows.next()) {
                ids.add(rows.getLong("id"));
            }
            return ids;
        }
    }

    private static void update(Connection transaction, String statement, long... parameters) throws SQLException {
        try (var update = prepared(transaction, statement, parameters)) {
            update.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection transaction, String statement, long... parameters)
            throws SQLException {
        var prepared = transaction.prepareStatement(statement);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setLong(i + 1, parameters[i]);
        }
        return prepared;
    }
}
