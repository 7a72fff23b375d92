package app.velvet.events.relay;

import app.velvet.events.Envelope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jboss.logging.Logger;

/**
 * Publishes the changes of one shard, on a thread of its own, for as long as this relay holds the shard.
 *
 * <p>Positions are read only after the producer has fenced its predecessor and the lease is found to be still ours: what
 * the predecessor committed is then complete, and whoever takes the shard from us fences us in turn. So at worst a batch
 * is published twice, and nothing is ever appended late.
 */
final class ShardPublisher {

    private static final Logger LOG = Logger.getLogger(ShardPublisher.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration GIVING_UP = Duration.ofSeconds(1);

    private final int shard;
    private final RelaySettings settings;
    private final Map<String, Object> producerConfig;
    private final ShardLeases leases;
    private final ShardOutbox outbox;
    private final RelayMetrics metrics;
    private final Consumer<RelayStep> steps;

    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private final ExecutorService database;
    private volatile boolean stopping;
    private int failures;
    private long nextTombstones = System.nanoTime();

    ShardPublisher(
            int shard,
            RelaySettings settings,
            Map<String, Object> producerConfig,
            ShardLeases leases,
            ShardOutbox outbox,
            RelayMetrics metrics,
            Consumer<RelayStep> steps) {
        this.shard = shard;
        this.settings = settings;
        this.producerConfig = producerConfig;
        this.leases = leases;
        this.outbox = outbox;
        this.metrics = metrics;
        this.steps = steps;
        this.thread = new Thread(this::run, "relay-" + shard);
        this.database = Executors.newSingleThreadExecutor(work -> daemon(work, "relay-" + shard + "-database"));
        thread.setDaemon(true);
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    /** There is something to publish. */
    void wake() {
        wakeUps.release();
    }

    /** Lets it end after the batch under way. */
    void requestStop() {
        stopping = true;
        wake();
    }

    /** Waits for its end; past the deadline, by {@link System#nanoTime}, the batch under way is given up. */
    void awaitStop(long deadline) throws InterruptedException {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        thread.interrupt();
        thread.join(GIVING_UP.toMillis());
    }

    boolean isStopping() {
        return stopping;
    }

    boolean hasStopped() {
        return !thread.isAlive();
    }

    private void run() {
        while (!stopping) {
            try {
                publishIfHeld();
            } catch (InterruptedException | InterruptException e) {
                if (!stopping) {
                    LOG.warnf("Relay shard %d was interrupted", shard);
                }
            } catch (KafkaException | SQLException | ExecutionException e) {
                backOff(e);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Relay shard %d met something unforeseen", shard);
                backOff(e);
            }
        }
        database.shutdownNow();
    }

    private void publishIfHeld() throws SQLException, InterruptedException, ExecutionException {
        if (!leases.holds(shard)) {
            awaitWakeUp(RelaySettings.third(settings.lease()), () -> stopping);
            return;
        }
        try (var producer = new ClosingProducer(producerConfig)) {
            producer.kafka.initTransactions();
            steps.accept(RelayStep.PREDECESSOR_FENCED);
            // Lost while fencing, it is our successor that we have fenced: it fences us again before it goes on.
            if (leases.holds(shard)) {
                steps.accept(RelayStep.LEASE_CONFIRMED);
                publish(producer.kafka);
            }
        }
    }

    /** A producer whose transaction is not to be waited for: it either committed or is aborted by its successor. */
    private static final class ClosingProducer implements AutoCloseable {
        private final KafkaProducer<String, byte[]> kafka;

        ClosingProducer(Map<String, Object> config) {
            kafka = new KafkaProducer<>(config);
        }

        @Override
        public void close() {
            kafka.close(Duration.ZERO);
        }
    }

    private void backOff(Exception failure) {
        failures++;
        if (failures == 1) {
            LOG.warnf("Relay shard %d does not get on and keeps trying: %s", (Object) shard, failure);
        } else {
            LOG.debugf(failure, "Relay shard %d does not get on", shard);
        }
        var pause = Math.min(LONGEST_BACKOFF.toMillis(), 50L << Math.min(failures, 10));
        awaitWakeUp(Duration.ofMillis(pause), () -> stopping);
    }

    private void publish(KafkaProducer<String, byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException {
        var batch = outbox.read();
        while (!stopping) {
            if (batch.isEmpty()) {
                publishTombstones(producer);
                awaitWakeUp(settings.upkeep(), () -> true);
                batch = outbox.read();
            } else {
                batch = publish(producer, batch);
            }
            recovered();
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.infof("Relay shard %d gets on again", shard);
            failures = 0;
        }
    }

    /** Waits until woken; wake-ups meanwhile count once. */
    private void awaitWakeUp(Duration atMost, BooleanSupplier wakeable) {
        try {
            long deadline = System.nanoTime() + atMost.toNanos();
            do {
                if (!wakeUps.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return;
                }
                wakeUps.drainPermits();
            } while (!wakeable.getAsBoolean());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes a batch and returns the next, which is read from the database while Kafka commits this one. */
    private Batch publish(KafkaProducer<String, byte[]> producer, Batch batch)
            throws SQLException, InterruptedException, ExecutionException {
        steps.accept(RelayStep.BATCH_READ);
        producer.beginTransaction();
        steps.accept(RelayStep.TRANSACTION_BEGUN);
        var sent = new ArrayList<Future<?>>();
        Future<Batch> next = null;
        try {
            send(producer, batch.rows(), sent);
            next = database.submit(() -> outbox.readAfter(batch));
            steps.accept(RelayStep.BATCH_SENT);
            producer.commitTransaction();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            isolateRefused(producer, batch, sent, e);
            return database.submit(outbox::read).get();
        }
        steps.accept(RelayStep.TRANSACTION_COMMITTED);
        record(batch);
        return next.get();
    }

    /** @param sent gets the outcome of each row up to the first that fails at once */
    private void send(KafkaProducer<String, byte[]> producer, List<Batch.Row> rows, List<Future<?>> sent) {
        for (var row : rows) {
            try {
                sent.add(producer.send(recordOf(row)));
            } catch (KafkaException e) {
                sent.add(CompletableFuture.failedFuture(e));
                throw e;
            }
        }
    }

    private ProducerRecord<String, byte[]> recordOf(Batch.Row row) {
        try {
            return row.change().toRecord(settings.topic(), settings.source());
        } catch (RuntimeException e) {
            throw new SerializationException("not a record", e);
        }
    }

    private void record(Batch batch) throws InterruptedException, ExecutionException {
        metrics.published(batch);
        database.submit(() -> {
                    outbox.record(batch);
                    return null;
                })
                .get();
        steps.accept(RelayStep.POSITION_RECORDED);
    }

    /** Which record Kafka meant is only sure of one that is alone: those in question are sent one by one. */
    private void isolateRefused(
            KafkaProducer<String, byte[]> producer, Batch batch, List<Future<?>> sent, KafkaException failure)
            throws InterruptedException, ExecutionException {
        if (refusedCompanies(batch, sent).isEmpty()) {
            throw failure;
        }
        producer.abortTransaction();
        for (long companyId : refusedCompanies(batch, sent)) {
            publishUntilRefused(producer, batch, companyId);
        }
    }

    private static Set<Long> refusedCompanies(Batch batch, List<Future<?>> sent) throws InterruptedException {
        var companies = new TreeSet<Long>();
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).isDone() && refusal(sent.get(i)).isPresent()) {
                companies.add(batch.rows().get(i).change().companyId());
            }
        }
        return companies;
    }

    private static Optional<String> refusal(Future<?> sent) throws InterruptedException {
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return BrokerRefusal.reason(e);
        }
    }

    private void publishUntilRefused(KafkaProducer<String, byte[]> producer, Batch batch, long companyId)
            throws InterruptedException, ExecutionException {
        for (var row : batch.ofCompany(companyId)) {
            producer.beginTransaction();
            var sent = new ArrayList<Future<?>>();
            try {
                send(producer, List.of(row), sent);
                producer.commitTransaction();
            } catch (KafkaException e) {
                var reason = refusal(sent.get(0)).orElseThrow(() -> e);
                producer.abortTransaction();
                stopCompany(row.change(), reason);
                return;
            }
            record(new Batch(batch.epoch(), List.of(row), batch.readAtNanos()));
        }
    }

    private void stopCompany(Envelope refused, String reason) throws InterruptedException, ExecutionException {
        var what = "Change " + refused.sequence() + " (" + refused.className() + "/" + refused.id() + ") was refused: "
                + reason;
        database.submit(() -> {
                    outbox.stop(refused.companyId(), refused.epoch(), what);
                    return null;
                })
                .get();
        LOG.errorf(
                "Publishing of company %d has stopped until resume_publishing(%d) is called. %s",
                refused.companyId(), refused.companyId(), what);
    }

    private void publishTombstones(KafkaProducer<String, byte[]> producer) throws SQLException {
        if (System.nanoTime() - nextTombstones < 0) {
            return;
        }
        var due = outbox.dueTombstones();
        nextTombstones = System.nanoTime() + (due.isEmpty() ? settings.upkeep().toNanos() : 0);
        if (due.isEmpty()) {
            return;
        }
        steps.accept(RelayStep.TOMBSTONES_READ);
        producer.beginTransaction();
        due.forEach(tombstone -> producer.send(Envelope.tombstone(
                settings.topic(), tombstone.companyId(), tombstone.className(), tombstone.entityId())));
        producer.commitTransaction();
        steps.accept(RelayStep.TOMBSTONES_COMMITTED);
        outbox.forget(due);
        steps.accept(RelayStep.TOMBSTONES_FORGOTTEN);
    }
}
