package app.velvet.contacts.contact;

import app.velvet.events.JdbcTransactions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Counts the statistics of all contacts of a company anew: once an operator has called {@code rebuild_projections}, or many
 * bookings were lost at once. A chunk is a transaction that also stores how far it got; replicas share the work.
 */
@ApplicationScoped
class StatisticsRebuild {

    private static final Logger LOG = Logger.getLogger(StatisticsRebuild.class);

    private static final int CHUNK = 500;

    private static final String UNFINISHED = "select company_id from statistics_rebuild order by company_id";
    private static final String HOLD =
            "select last_done_id from statistics_rebuild where company_id = ? for update skip locked";
    // Whoever waits for a contact holds others meanwhile, which requests wait for.
    private static final String WAIT_BRIEFLY = "set local lock_timeout = '250ms'";
    private static final String CONTACTS = "select id from contact where company_id = ? and id > ? order by id limit ?";
    private static final String ADVANCE = "update statistics_rebuild set last_done_id = ? where company_id = ?";
    private static final String END = "delete from statistics_rebuild where company_id = ?";

    private final AgroalDataSource database;
    private final StatisticsProjection statistics;

    StatisticsRebuild(AgroalDataSource database, StatisticsProjection statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    /** Finishes what is left, one company after the other; one that fails holds up no other. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void finish() throws SQLException {
        for (var companyId : unfinished()) {
            finish(companyId);
        }
    }

    private List<Long> unfinished() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(UNFINISHED);
                var rows = query.executeQuery()) {
            var companyIds = new ArrayList<Long>();
            while (rows.next()) {
                companyIds.add(rows.getLong("company_id"));
            }
            return companyIds;
        }
    }

    /** Goes on until there is nothing left that no other replica is at; a failure is a reason to come back later. */
    private void finish(long companyId) {
        try {
            boolean more = true;
            while (more) {
                more = JdbcTransactions.<Boolean, RuntimeException>inTransaction(
                        database, transaction -> chunk(transaction, companyId));
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "The statistics of contacts are counted anew later companyId=%d", companyId);
        }
    }

    private boolean chunk(Connection transaction, long companyId) throws SQLException {
        try (var hold = prepared(transaction, HOLD, companyId);
                var row = hold.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            update(transaction, WAIT_BRIEFLY);
            goOn(transaction, companyId, row.getLong("last_done_id"));
            return true;
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
