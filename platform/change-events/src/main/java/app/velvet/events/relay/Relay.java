package app.velvet.events.relay;

import app.velvet.events.VitalThreads;
import app.velvet.events.outbox.Outbox;
import app.velvet.events.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Publishes what a service puts into its {@link Outbox}: each company's changes in the order of their commits, each at
 * least once, for as long as it runs. Any number of relays may run for one service; they share the work. Neither Kafka
 * nor the database need be up: it waits for them and goes on in order.
 *
 * <p>{@link #start} and {@link #close} are each called once; the rest happens on threads of its own.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

    /** Of each shard: room for the largest records, little enough for eight in a small service. */
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;

    private final DataSource database;
    private final Map<String, Object> kafka;
    private final RelaySettings settings;
    private final Optional<EpochSnapshot> snapshot;
    private final Traces traces;
    private final Consumer<RelayStep> steps;
    private final RelayMetrics metrics;
    private final ShardLeases leases;
    private final OutboxUpkeep upkeep;
    private final WakeUps wakeUps;
    private final VitalThreads threads;
    private final Routine leaseKeeper;
    private final Routine upkeeper;
    private final Routine republisher;
    private final Map<Integer, ShardPublisher> publishers = new ConcurrentHashMap<>();
    private boolean epochChecked;
    private volatile boolean closing;

    /**
     * @param kafka settings of Kafka clients, {@code bootstrap.servers} among them
     * @param snapshot what is published again after a restore, or empty if this service cannot
     * @param steps told of each step, on the thread that takes it, before the next is taken
     */
    public Relay(
            DataSource database,
            Map<String, Object> kafka,
            RelaySettings settings,
            MeterRegistry registry,
            Optional<EpochSnapshot> snapshot,
            Traces traces,
            VitalThreads threads,
            Consumer<RelayStep> steps) {
        this.database = database;
        this.kafka = kafka;
        this.settings = settings;
        this.snapshot = snapshot;
        this.traces = traces;
        this.threads = threads;
        this.steps = steps;
        this.metrics = new RelayMetrics(registry);
        this.leases = new ShardLeases(database, UUID.randomUUID().toString(), settings.lease());
        this.upkeep = new OutboxUpkeep(database, metrics);
        this.wakeUps = new WakeUps(database, settings.poll(), settings.lease(), threads, this::wake);
        this.leaseKeeper = new Routine(
                threads,
                "relay-leases",
                RelaySettings.third(settings.lease()),
                chore("renew its leases", this::keepLeases));
        this.upkeeper = new Routine(
                threads,
                "relay-upkeep",
                settings.upkeep(),
                chore("tell whether the database was restored", upkeep::startEpochIfRestored),
                chore("observe the backlog", upkeep::observeBacklog),
                chore("create partitions of the outbox", upkeep::createPartitions),
                chore("drop partitions of the outbox", upkeep::dropPartitions));
        // Apart: all of a service's state may take hours.
        this.republisher = new Routine(
                threads,
                "relay-snapshot",
                settings.upkeep(),
                chore("publish all state again", this::publishStateAgain));
    }

    private Chore chore(String what, Chore.Work work) {
        return new Chore(what, () -> closing, work);
    }

    public void start() {
        wakeUps.start();
        leaseKeeper.start();
        upkeeper.start();
        republisher.start();
    }

    /** Publishes the batches under way to their end, if that takes no longer than seconds, and leaves its shards. */
    @Override
    public void close() {
        closing = true;
        wakeUps.stop();
        republisher.stop();
        upkeeper.stop();
        leaseKeeper.stop();
        try {
            leaseKeeper.awaitStop(STOP_TIMEOUT);
            stopPublishers();
            for (int shard : publishers.keySet()) {
                leases.release(shard);
            }
            leases.reportGone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debug("The relay's leases end by themselves", e);
        }
    }

    private void stopPublishers() throws InterruptedException {
        publishers.values().forEach(ShardPublisher::requestStop);
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        for (var publisher : publishers.values()) {
            publisher.awaitStop(deadline);
        }
    }

    private void wake(int shards) {
        publishers.forEach((shard, publisher) -> {
            if ((shards & 1 << shard) != 0) {
                publisher.wake();
            }
        });
    }

    private void keepLeases() throws SQLException {
        if (!epochChecked) {
            upkeep.startEpochIfRestored();
            epochChecked = true;
        }
        releaseStopped();
        leaveSurplus();
        adjustTo(leases.renewAndClaim());
    }

    private void releaseStopped() throws SQLException {
        for (var publisher : List.copyOf(publishers.entrySet())) {
            if (publisher.getValue().hasStopped()) {
                publishers.remove(publisher.getKey());
                leases.release(publisher.getKey());
            }
        }
    }

    private void leaveSurplus() throws SQLException {
        var active = publishers.values().stream()
                .filter(publisher -> !publisher.isStopping())
                .toList();
        active.stream().limit(leases.surplus(active.size())).forEach(ShardPublisher::requestStop);
    }

    private void adjustTo(Set<Integer> held) {
        publishers.forEach((shard, publisher) -> {
            if (!held.contains(shard)) {
                publisher.requestStop();
            }
        });
        if (!publishers.keySet().containsAll(held)) {
            steps.accept(RelayStep.SHARDS_CLAIMED);
        }
        held.forEach(shard -> publishers.computeIfAbsent(shard, this::startPublisher));
    }

    private ShardPublisher startPublisher(int shard) {
        var publisher = new ShardPublisher(
                shard,
                settings,
                () -> new ShardProducer(producerConfig(shard), settings, traces, steps),
                leases,
                new ShardOutbox(database, shard, settings.tombstoneLag()),
                metrics,
                threads,
                steps);
        publisher.start();
        return publisher;
    }

    private Map<String, Object> producerConfig(int shard) {
        var config = new HashMap<>(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topic() + "-relay-" + shard);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return config;
    }

    private void publishStateAgain() throws SQLException {
        if (snapshot.isPresent()) {
            publishChunks(snapshot.get());
        } else if (upkeep.isSnapshotPending()) {
            throw new IllegalStateException("A new epoch has begun, and this service has no StateSource");
        }
    }

    private void publishChunks(EpochSnapshot state) throws SQLException {
        boolean more = true;
        while (more && !closing) {
            more = state.publishChunk();
        }
    }
}
