package app.velvet.events.relay;

import app.velvet.events.Envelope;
import app.velvet.events.relay.PendingTombstones.Tombstone;
import app.velvet.events.trace.Traces;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What one shard publishes, as Kafka transactions, and what Kafka refuses of it for good. Every other failure is a
 * {@link KafkaException} after which only another producer can go on.
 */
final class ShardProducer implements AutoCloseable {

    /** Of these companies Kafka refused something for good; nothing of the transaction was published. */
    static final class RefusedException extends Exception {
        private final Set<Long> companies;

        private RefusedException(Set<Long> companies, KafkaException cause) {
            super(cause);
            this.companies = companies;
        }

        Set<Long> companies() {
            return companies;
        }
    }

    private final RelaySettings settings;
    private final Traces traces;
    private final Consumer<RelayStep> steps;
    private final KafkaProducer<String, byte[]> kafka;

    /** @param config of the Kafka producer, the shard's transactional id in it */
    ShardProducer(Map<String, Object> config, RelaySettings settings, Traces traces, Consumer<RelayStep> steps) {
        this.settings = settings;
        this.traces = traces;
        this.steps = steps;
        this.kafka = new KafkaProducer<>(config);
    }

    /** Whoever published the shard before can append nothing any more. */
    void fencePredecessor() {
        kafka.initTransactions();
    }

    /**
     * Publishes changes in one transaction.
     *
     * @param meanwhile what is to be begun while Kafka is at it; its result is returned
     */
    <T> T publish(List<Batch.Row> rows, Supplier<T> meanwhile) throws RefusedException {
        kafka.beginTransaction();
        steps.accept(RelayStep.TRANSACTION_BEGUN);
        var sent = new ArrayList<Future<?>>();
        try {
            var spans = send(rows, sent);
            var begun = meanwhile.get();
            kafka.commitTransaction();
            spans.forEach(Span::end);
            return begun;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (refusedCompanies(rows, sent).isEmpty()) {
                throw e;
            }
            kafka.abortTransaction();
            throw new RefusedException(refusedCompanies(rows, sent), e);
        }
    }

    /** Publishes one change; or says why it was refused: of one that is alone, that is sure. */
    Optional<String> publishAlone(Batch.Row row) {
        kafka.beginTransaction();
        var sent = new ArrayList<Future<?>>();
        try {
            var spans = send(List.of(row), sent);
            kafka.commitTransaction();
            spans.forEach(Span::end);
            return Optional.empty();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            var reason = refusal(sent.get(0)).orElseThrow(() -> e);
            kafka.abortTransaction();
            return Optional.of(reason);
        }
    }

    void publish(List<Tombstone> tombstones) {
        kafka.beginTransaction();
        tombstones.forEach(tombstone -> kafka.send(Envelope.tombstone(
                settings.topic(), tombstone.companyId(), tombstone.className(), tombstone.entityId())));
        kafka.commitTransaction();
    }

    /**
     * @param sent gets the outcome of each row up to the first that fails at once
     * @return to be ended with the commit
     */
    private List<Span> send(List<Batch.Row> rows, List<Future<?>> sent) {
        var spans = new ArrayList<Span>();
        for (var row : rows) {
            try {
                var record = recordOf(row);
                spans.add(traces.sending(record));
                sent.add(kafka.send(record));
            } catch (KafkaException e) {
                sent.add(CompletableFuture.failedFuture(e));
                throw e;
            }
        }
        return spans;
    }

    private ProducerRecord<String, byte[]> recordOf(Batch.Row row) {
        try {
            return row.change().toRecord(settings.topic(), settings.source());
        } catch (RuntimeException e) {
            throw new SerializationException("not a record", e);
        }
    }

    private static Set<Long> refusedCompanies(List<Batch.Row> rows, List<Future<?>> sent) {
        var companies = new TreeSet<Long>();
        for (int i = 0; i < sent.size(); i++) {
            if (refusal(sent.get(i)).isPresent()) {
                companies.add(rows.get(i).change().companyId());
            }
        }
        return companies;
    }

    private static Optional<String> refusal(Future<?> sent) {
        if (!sent.isDone()) {
            return Optional.empty();
        }
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return BrokerRefusal.reason(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Its transaction is not waited for: it either committed or is aborted by the successor. */
    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }
}
