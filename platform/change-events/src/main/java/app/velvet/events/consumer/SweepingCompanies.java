package app.velvet.events.consumer;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Ends the resynchronisation of companies all of whose entities have been named: what was not is swept. Each in a transaction
 * of its own, so that one that fails holds up neither the others nor its partition; what is named until it succeeds, counts.
 */
final class SweepingCompanies {

    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    private final DataSource database;
    private final ConsumerStore store;
    private final ChangeHandler handler;
    private final ConsumerMetrics metrics;
    private final Consumer<ConsumerStep> steps;
    private final Map<CompanyPartition, Trouble> troubles = new HashMap<>();
    private boolean mayHaveSweepsAhead = true;

    SweepingCompanies(
            DataSource database,
            ConsumerStore store,
            ChangeHandler handler,
            ConsumerMetrics metrics,
            Consumer<ConsumerStep> steps) {
        this.database = database;
        this.store = store;
        this.handler = handler;
        this.metrics = metrics;
        this.steps = steps;
    }

    /** There may be companies to sweep that were not before. */
    void lookAgain() {
        mayHaveSweepsAhead = true;
    }

    /**
     * Sweeps those in these partitions that can be; asks the database only while there may be some.
     *
     * @throws SQLException if it is not even known which
     */
    void sweep(Set<TopicPartition> partitions) throws SQLException {
        if (!mayHaveSweepsAhead) {
            return;
        }
        for (var company : toSweep()) {
            if (partitions.contains(company.partition())) {
                tryToSweep(company);
            }
        }
        mayHaveSweepsAhead = haveSweepsAhead();
    }

    private boolean haveSweepsAhead() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.places().haveSweepsAhead(connection);
        }
    }

    private List<CompanyPartition> toSweep() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.places().toSweep(connection);
        }
    }

    private void tryToSweep(CompanyPartition company) {
        try {
            if (sweep(company)) {
                LOG.infof(
                        "%s has resynchronised company %d with %s",
                        handler.consumer(), company.companyId(), company.topic());
            }
            overcome(company);
        } catch (SQLException | RuntimeException e) {
            metrics.retried();
            troubles.computeIfAbsent(company, this::trouble).met(e);
        }
    }

    private boolean sweep(CompanyPartition company) throws SQLException {
        return JdbcTransactions.<Boolean, RuntimeException>inTransaction(database, transaction -> {
            store.positions().hold(transaction, company.partition());
            if (!store.places().isToSweep(transaction, company)) {
                return false;
            }
            handler.sweep(transaction, new Resynchronisation(handler.consumer(), company.topic(), company.companyId()));
            store.named().forget(transaction, company.topic(), company.companyId());
            store.places().swept(transaction, company);
            steps.accept(ConsumerStep.SWEPT);
            return true;
        });
    }

    private void overcome(CompanyPartition company) {
        var trouble = troubles.remove(company);
        if (trouble != null) {
            trouble.over();
        }
    }

    private Trouble trouble(CompanyPartition company) {
        var what = "what company %d has lost in %s".formatted(company.companyId(), company.topic());
        return new Trouble(
                LOG, handler.consumer() + " cannot sweep " + what, handler.consumer() + " can sweep again " + what);
    }
}
