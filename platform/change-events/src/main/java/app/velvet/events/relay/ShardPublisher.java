package app.velvet.events.relay;

import app.velvet.events.Envelope;
import app.velvet.events.VitalThreads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
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
    private final Supplier<ShardProducer> producers;
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
            Supplier<ShardProducer> producers,
            ShardLeases leases,
            ShardOutbox outbox,
            RelayMetrics metrics,
            VitalThreads threads,
            Consumer<RelayStep> steps) {
        this.shard = shard;
        this.settings = settings;
        this.producers = producers;
        this.leases = leases;
        this.outbox = outbox;
        this.metrics = metrics;
        this.steps = steps;
        this.thread = threads.thread("relay-" + shard, this::run);
        this.database = Executors.newSingleThreadExecutor(work -> daemon(work, "relay-" + shard + "-database"));
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
        try {
            while (!stopping) {
                publishOrBackOff();
            }
        } finally {
            database.shutdownNow();
        }
    }

    private void publishOrBackOff() {
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

    private void publishIfHeld() throws SQLException, InterruptedException, ExecutionException {
        if (!leases.holds(shard)) {
            awaitWakeUp(RelaySettings.third(settings.lease()), () -> stopping);
            return;
        }
        try (var producer = producers.get()) {
            producer.fencePredecessor();
            steps.accept(RelayStep.PREDECESSOR_FENCED);
            // Lost while fencing, it is our successor that we have fenced: it fences us again before it goes on.
            if (leases.holds(shard)) {
                steps.accept(RelayStep.LEASE_CONFIRMED);
                publish(producer);
            }
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

    private void publish(ShardProducer producer) throws SQLException, InterruptedException, ExecutionException {
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

    /**
     * Publishes a batch and returns the next. Where there may be more, that is read from the database while Kafka commits this
     * one; else not before some may have come.
     */
    private Batch publish(ShardProducer producer, Batch batch)
            throws SQLException, InterruptedException, ExecutionException {
        steps.accept(RelayStep.BATCH_READ);
        long begun = System.nanoTime();
        boolean mayHaveMore = ShardOutbox.mayHaveMore(batch);
        Future<Batch> next;
        try {
            next = producer.publish(batch.rows(), () -> mayHaveMore ? readAfter(batch) : sent());
        } catch (ShardProducer.RefusedException refused) {
            for (long companyId : refused.companies()) {
                publishUntilRefused(producer, batch, companyId);
            }
            return database.submit(outbox::read).get();
        }
        steps.accept(RelayStep.TRANSACTION_COMMITTED);
        record(batch);
        if (mayHaveMore) {
            return next.get();
        }
        awaitWakeUp(settings.spacing().minusNanos(System.nanoTime() - begun), () -> stopping);
        return outbox.read();
    }

    private Future<Batch> sent() {
        steps.accept(RelayStep.BATCH_SENT);
        return CompletableFuture.completedFuture(null);
    }

    private Future<Batch> readAfter(Batch sent) {
        var next = database.submit(() -> outbox.readAfter(sent));
        steps.accept(RelayStep.BATCH_SENT);
        return next;
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

    private void publishUntilRefused(ShardProducer producer, Batch batch, long companyId)
            throws InterruptedException, ExecutionException {
        for (var row : batch.ofCompany(companyId)) {
            var refusal = producer.publishAlone(row);
            if (refusal.isPresent()) {
                stopCompany(row.change(), refusal.get());
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

    private void publishTombstones(ShardProducer producer) throws SQLException {
        if (System.nanoTime() - nextTombstones < 0) {
            return;
        }
        var due = outbox.tombstones().due();
        nextTombstones = System.nanoTime() + (due.isEmpty() ? settings.upkeep().toNanos() : 0);
        if (due.isEmpty()) {
            return;
        }
        steps.accept(RelayStep.TOMBSTONES_READ);
        producer.publish(due);
        steps.accept(RelayStep.TOMBSTONES_COMMITTED);
        outbox.tombstones().forget(due);
        steps.accept(RelayStep.TOMBSTONES_FORGOTTEN);
    }
}
