package app.velvet.events.consumer;

import app.velvet.events.consumer.ApplyingChanges.PositionLostException;
import app.velvet.events.consumer.ConsumerStore.StoppedCompany;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Lets companies go on that an operator has repaired: first what was parked, in order, then what comes from Kafka. */
final class ResumingCompanies {

    private final DataSource database;
    private final ConsumerStore store;
    private final ApplyingChanges applying;
    private final int batch;

    ResumingCompanies(DataSource database, ConsumerStore store, ApplyingChanges applying, int batch) {
        this.database = database;
        this.store = store;
        this.applying = applying;
        this.batch = batch;
    }

    long stoppedCompanies() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.stoppedCompanies(connection);
        }
    }

    /**
     * Applies a batch of what is parked for each company that is to be resumed and is in one of these partitions.
     *
     * @return whether there was one; it may have more
     */
    boolean resume(Set<TopicPartition> partitions) throws SQLException, PositionLostException {
        var companies = companiesToResume().stream()
                .filter(company -> partitions.contains(company.partition()))
                .toList();
        for (var company : companies) {
            applying.apply(new Batch.Parked(store, company, parked(company)));
        }
        return !companies.isEmpty();
    }

    private List<StoppedCompany> companiesToResume() throws SQLException {
        try (var connection = database.getConnection()) {
            return store.companiesToResume(connection);
        }
    }

    private List<Received> parked(StoppedCompany company) throws SQLException {
        try (var connection = database.getConnection()) {
            return store.parked(connection, company, batch).stream()
                    .map(RecordReader::read)
                    .toList();
        }
    }
}
