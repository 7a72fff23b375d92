package app.velvet.events.consumer;

import app.velvet.events.Trouble;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Lets companies go on that an operator has repaired: first what was parked, in order, then what comes from Kafka. */
final class ResumingCompanies {

    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    /** Of the values in one batch, as much as a poll may bring of one partition. */
    private static final long MOST_BYTES = 1 << 20;

    private final DataSource database;
    private final ConsumerStore store;
    private final ApplyingChanges applying;
    private final ConsumerMetrics metrics;
    private final String consumer;
    private final int batch;
    private final Map<CompanyPartition, Trouble> troubles = new HashMap<>();

    ResumingCompanies(
            DataSource database,
            ConsumerStore store,
            ApplyingChanges applying,
            ConsumerMetrics metrics,
            String consumer,
            int batch) {
        this.database = database;
        this.store = store;
        this.applying = applying;
        this.metrics = metrics;
        this.consumer = consumer;
        this.batch = batch;
    }

    long stoppedCompanies() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.stopped().count(connection);
        }
    }

    /**
     * Applies a batch of what is parked for each company that is to be resumed and is in one of these partitions. One that
     * fails does not keep the others.
     *
     * @return whether one came forward; it may have more
     * @throws SQLException if it is not even known which
     */
    boolean resume(Set<TopicPartition> partitions) throws SQLException {
        var cameForward = false;
        for (var company : companiesToResume()) {
            if (partitions.contains(company.partition())) {
                cameForward |= tryToResume(company);
            }
        }
        return cameForward;
    }

    private boolean tryToResume(CompanyPartition company) {
        try {
            applying.apply(new Batch.Parked(store, company, parked(company)));
            overcome(company);
            return true;
        } catch (PositionLostException e) {
            LOG.debugf("Another replica resumes company %d of %s", company.companyId(), consumer);
            return false;
        } catch (SQLException | RuntimeException e) {
            metrics.retried();
            troubles.computeIfAbsent(company, this::trouble).met(e);
            return false;
        }
    }

    private void overcome(CompanyPartition company) {
        var trouble = troubles.remove(company);
        if (trouble != null) {
            trouble.over();
        }
    }

    private Trouble trouble(CompanyPartition company) {
        var what = "with company %d in %s".formatted(company.companyId(), company.topic());
        return new Trouble(LOG, consumer + " cannot go on " + what, consumer + " goes on " + what);
    }

    private List<CompanyPartition> companiesToResume() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.stopped().toResume(connection);
        }
    }

    private List<Received> parked(CompanyPartition company) throws SQLException {
        try (var connection = database.getConnection()) {
            return store.parked().first(connection, company, batch, MOST_BYTES).stream()
                    .map(RecordReader::read)
                    .toList();
        }
    }
}
