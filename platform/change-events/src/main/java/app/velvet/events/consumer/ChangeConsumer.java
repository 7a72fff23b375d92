package app.velvet.events.consumer;

import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Feeds one {@link ChangeHandler} from Kafka, on a thread of its own.
 *
 * <p>Kafka only deals out partitions among the replicas; where to go on is in the database, and moves in the same transaction
 * as the effect. So a change counts exactly once, also while two replicas both believe to own its partition, and wherever
 * this one dies. What fails for now is tried again for as long as it takes, the other partitions going on.
 */
public final class ChangeConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    private static final Duration CATCH_UP_CHECKS = Duration.ofMillis(100);
    /** How long after its death a member's partitions go to another one. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource database;
    private final Map<String, Object> config;
    private final ChangeHandler handler;
    private final ConsumerSettings settings;
    private final ConsumerMetrics metrics;
    private final Consumer<ConsumerStep> steps;
    private final ConsumerStore store;
    private final DeadLetters deadLetters;
    private final ApplyingChanges applying;
    private final Following following;
    private final ResumingCompanies resuming;
    private final SweepingCompanies sweeping;
    private final CatchUp catchUp;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile KafkaConsumer<byte[], byte[]> kafka;

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** Of which something was read that is not applied yet. */
    private final Set<TopicPartition> pending = new HashSet<>();

    private final Retries retries;
    private int failedStarts;
    private long nextHousekeeping = System.nanoTime();
    private long nextCatchUpCheck = System.nanoTime();
    private long nextFollowingCheck;

    /**
     * @param database its connections must not take part in any surrounding transaction
     * @param kafka what a Kafka client needs to reach the brokers
     * @param threads hear of it if this consumer's thread dies
     * @param steps is told, on the consumer's thread, what was just done; may throw
     */
    public ChangeConsumer(
            DataSource database,
            Map<String, Object> kafka,
            ChangeHandler handler,
            ConsumerSettings settings,
            MeterRegistry registry,
            Traces traces,
            VitalThreads threads,
            Consumer<ConsumerStep> steps) {
        this.database = database;
        this.config = Map.copyOf(kafka);
        this.handler = handler;
        this.settings = settings;
        this.metrics = new ConsumerMetrics(registry, handler.consumer());
        this.steps = steps;
        this.retries = new Retries(settings.firstRetry(), settings.longestRetry());
        this.store = ConsumerStore.of(handler.consumer(), settings);
        this.deadLetters = new DeadLetters(config, handler.consumer(), settings.deadLetterRetention());
        this.sweeping = new SweepingCompanies(database, store, handler, metrics, steps);
        this.applying =
                new ApplyingChanges(database, store, handler, settings, deadLetters, metrics, traces, sweeping, steps);
        this.following = new Following(database, store, handler.consumer(), settings.compactionLag(), steps);
        this.resuming = new ResumingCompanies(database, store, applying, metrics, handler.consumer(), settings.batch());
        this.catchUp = new CatchUp(database, store, handler.topics());
        this.nextFollowingCheck = System.nanoTime() + following.period().toNanos();
        this.thread = threads.thread("changes-" + handler.consumer(), this::run);
    }

    /** Begins to consume. Returns at once, whether Kafka and the database are there yet or not. */
    public void start() {
        thread.start();
    }

    public String name() {
        return handler.consumer();
    }

    /** Whether it has had, once since it was first deployed, everything that was there when it started. */
    public boolean hasCaughtUp() {
        return catchUp.isAchieved();
    }

    /** Makes it end what it is at and leave the group, without waiting for that. */
    void stop() {
        stopped.countDown();
        var current = kafka;
        if (current != null) {
            current.wakeup();
        }
    }

    /** Ends what it is at, leaves the group and returns. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isStopping()) {
            try {
                catchUp.recall();
                follow();
            } catch (WakeupException e) {
                LOG.debugf("%s is woken up to stop", handler.consumer());
            } catch (SQLException | RuntimeException e) {
                failedStarts++;
                logRetry(failedStarts, e, handler.consumer() + " starts anew");
                pause(retries.wait(failedStarts));
            }
        }
        deadLetters.close();
    }

    /** The first of a row of failures is told, the later ones only to those who look for them. */
    private static void logRetry(int failures, Exception failure, String what) {
        LOG.log(failures == 1 ? Logger.Level.WARN : Logger.Level.DEBUG, what, Failures.withoutMessage(failure));
    }

    private void follow() throws SQLException {
        var deserializer = new ByteArrayDeserializer();
        var consumer = new KafkaConsumer<>(consumerConfig(), deserializer, deserializer);
        try {
            kafka = consumer;
            consumer.subscribe(handler.topics(), new Placing());
            while (!isStopping()) {
                poll();
                kafka.resume(retries.due(kafka.paused()));
                checkCatchUp();
                keepHouse();
                failedStarts = 0;
            }
        } finally {
            kafka = null;
            positions.keySet().forEach(retries::forget);
            positions.keySet().forEach(applying::forget);
            List.copyOf(pending).forEach(this::unsetPending);
            positions.clear();
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT.dividedBy(2)));
        }
    }

    private Map<String, Object> consumerConfig() {
        var merged = new HashMap<>(config);
        merged.put(ConsumerConfig.GROUP_ID_CONFIG, handler.consumer());
        // Not the protocol of KIP-848: while there is no broker, its client keeps a processor busy.
        merged.put(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                GroupProtocol.CLASSIC.name().toLowerCase(Locale.ROOT));
        merged.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        merged.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where Kafka no longer has what comes next, or the topic was made anew. Not "none": while the stored positions
        // are
        // being read, the client looks for committed ones, and would give up for want of any.
        merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        merged.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        merged.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        merged.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int)
                settings.fetchWait().toMillis());
        return merged;
    }

    private void poll() {
        var polled = kafka.poll(settings.fetchWait());
        for (var next : polled.nextOffsets().entrySet()) {
            apply(next.getKey(), polled.records(next.getKey()), next.getValue().offset());
        }
    }

    private void apply(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
        var from = positions.get(partition);
        if (from == null || from == next) {
            return;
        }
        steps.accept(ConsumerStep.POLLED);
        if (!records.isEmpty() && records.get(0).offset() < from) {
            LOG.warnf(
                    "%s goes on at %d of %s: there is nothing at %d",
                    handler.consumer(), records.get(0).offset(), partition, from);
        }
        var received = records.stream().map(RecordReader::read).toList();
        tryToApply(new Batch.Polled(store, partition, received, from, next, positions::put));
    }

    private void tryToApply(Batch batch) {
        var partition = batch.partition();
        try {
            setPending(partition);
            applying.apply(batch);
            unsetPending(partition);
            if (retries.succeeded(partition)) {
                LOG.infof("%s goes on with %s", handler.consumer(), partition);
            }
        } catch (PositionLostException e) {
            LOG.debugf("%s has lost its position in %s", handler.consumer(), partition);
            place(Set.of(partition));
        } catch (SQLException | RuntimeException e) {
            metrics.retried();
            tryAgainLater(partition, e);
        }
    }

    private void setPending(TopicPartition partition) {
        pending.add(partition);
        metrics.pendingPartitions(pending.size());
    }

    private void unsetPending(TopicPartition partition) {
        pending.remove(partition);
        metrics.pendingPartitions(pending.size());
    }

    private void tryAgainLater(TopicPartition partition, Exception failure) {
        var failures = retries.failed(partition);
        logRetry(failures, failure, handler.consumer() + " tries again and again to apply " + partition);
        kafka.pause(Set.of(partition));
        kafka.seek(partition, positions.get(partition));
    }

    /** Deals with partitions that Kafka gives to this replica or takes from it. */
    private final class Placing implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            place(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(positions::remove);
            partitions.forEach(ChangeConsumer.this::unsetPending);
            partitions.forEach(retries::forget);
            partitions.forEach(applying::forget);
        }
    }

    /** Goes where the stored positions say; without them nothing can be done, so it waits for them. */
    private void place(Collection<TopicPartition> partitions) {
        for (var failures = 1; !isStopping(); failures++) {
            try {
                following.positions(kafka, partitions).forEach((partition, position) -> {
                    positions.put(partition, position);
                    kafka.seek(partition, position);
                    // What was read before is read again from there, if there is anything.
                    unsetPending(partition);
                });
                sweeping.lookAgain();
                return;
            } catch (SQLException | TimeoutException e) {
                logRetry(failures, e, handler.consumer() + " does not learn where to go on");
                pause(retries.wait(failures));
            }
        }
    }

    private void checkCatchUp() throws SQLException {
        if (!catchUp.isAchieved() && isDue(nextCatchUpCheck)) {
            nextCatchUpCheck = System.nanoTime() + CATCH_UP_CHECKS.toNanos();
            catchUp.check(kafka);
            steps.accept(ConsumerStep.CATCH_UP_CHECKED);
        }
    }

    private void keepHouse() {
        if (!isDue(nextHousekeeping)) {
            return;
        }
        nextHousekeeping = System.nanoTime() + settings.housekeeping().toNanos();
        metrics.lag(kafka.assignment().stream()
                .mapToLong(partition -> kafka.currentLag(partition).orElse(0))
                .max()
                .orElse(0));
        try {
            if (handler.stopsCompanies()) {
                resumeCompanies();
            }
            heedMovedPositions();
            sweeping.sweep(positions.keySet());
            checkFollowing();
        } catch (SQLException | TimeoutException e) {
            metrics.retried();
            LOG.debugf(
                    "%s keeps house later: %s", handler.consumer(), e.getClass().getName());
        }
    }

    private void resumeCompanies() throws SQLException {
        metrics.stoppedCompanies(resuming.stoppedCompanies());
        if (resuming.resume(positions.keySet())) {
            nextHousekeeping = System.nanoTime();
        }
    }

    /** An operator may send the consumer back; it would not notice before something came. */
    private void heedMovedPositions() throws SQLException {
        var stored = following.stored();
        var moved = positions.entrySet().stream()
                .filter(position -> !position.getValue().equals(stored.get(position.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!moved.isEmpty()) {
            place(moved);
        }
    }

    private void checkFollowing() throws SQLException {
        if (isDue(nextFollowingCheck)) {
            following.check(kafka, positions.keySet());
            sweeping.lookAgain();
            nextFollowingCheck = System.nanoTime() + following.period().toNanos();
        }
    }

    private static boolean isDue(long nanoTime) {
        return nanoTime - System.nanoTime() <= 0;
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration wait) {
        try {
            stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
