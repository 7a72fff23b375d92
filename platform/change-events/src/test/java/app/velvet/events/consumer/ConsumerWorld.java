package app.velvet.events.consumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.ServiceDatabase;
import app.velvet.events.VitalThreads;
import app.velvet.events.trace.Traces;
import app.velvet.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database, a topic with few partitions and what publishes to it, and the consumers that a test starts. */
class ConsumerWorld implements AutoCloseable, AfterEachCallback {

    static final String EPOCH = "20260101T000000000Z";
    static final String LATER_EPOCH = "20260201T000000000Z";
    static final int PARTITIONS = 4;

    static final ConsumerSettings SETTINGS = settings(Duration.ofMillis(20), Duration.ofSeconds(1));

    /**
     * Of each of many consumers: together they would ask Kafka a thousand times a second, and on a slow machine wait for each
     * other for so long that the database takes them for frozen.
     */
    static final ConsumerSettings OF_MANY = settings(Duration.ofMillis(200), Duration.ofSeconds(30));

    private static final AtomicInteger WORLDS = new AtomicInteger();

    final String topic;
    final String consumer;
    final String bootstrap;
    final DataSource database;
    final ServiceDatabase tables;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final VitalThreads threads = new VitalThreads();
    private KafkaProducer<byte[], byte[]> producer;
    private final List<ChangeConsumer> consumers = new ArrayList<>();

    private static ConsumerSettings settings(Duration fetchWait, Duration idleInTransaction) {
        return new ConsumerSettings(
                50,
                fetchWait,
                Duration.ofMillis(10),
                Duration.ofMillis(200),
                Duration.ofMillis(50),
                idleInTransaction,
                Duration.ofDays(7),
                Duration.ofDays(90));
    }

    ConsumerWorld() {
        this(TestKafka.shared().bootstrap());
    }

    ConsumerWorld(String bootstrap) {
        var number = WORLDS.incrementAndGet();
        this.topic = "consumed" + number + ".changes";
        this.consumer = "reader" + number;
        this.bootstrap = bootstrap;
        this.tables = ServiceDatabase.create("consumer_" + number);
        tables.execute(Ledger.TABLES);
        this.database = tables.source();
        createTopic();
        this.producer = newProducer();
    }

    private KafkaProducer<byte[], byte[]> newProducer() {
        var made = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        consumer + "-publisher"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        made.initTransactions();
        return made;
    }

    private void createTopic() {
        try (var admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> kafka() {
        return kafka(bootstrap);
    }

    /** Quick to notice that a consumer was killed. */
    static Map<String, Object> kafka(String bootstrap) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                3_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                500);
    }

    ChangeConsumer start(ChangeHandler handler) {
        return start(handler, SETTINGS);
    }

    ChangeConsumer start(ChangeHandler handler, ConsumerSettings settings) {
        return start(handler, settings, step -> {});
    }

    ChangeConsumer start(ChangeHandler handler, ConsumerSettings settings, Consumer<ConsumerStep> steps) {
        return start(new ChangeConsumer(database, kafka(), handler, settings, metrics, Traces.OFF, threads, steps));
    }

    Ledger ledger() {
        return new Ledger(consumer, topic, false);
    }

    Ledger stoppingLedger() {
        return new Ledger(consumer, topic, true);
    }

    ChangeConsumer start(ChangeConsumer consumer) {
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    double count(String metric) {
        return metrics.get(metric).tag("consumer", consumer).counter().count();
    }

    /** Changes of these sequences of a company, each of another entity. */
    static List<Envelope> changes(long companyId, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(sequence -> change(EPOCH, companyId, sequence))
                .toList();
    }

    static Envelope change(String epoch, long companyId, long sequence) {
        return change(epoch, companyId, sequence, sequence);
    }

    static Envelope change(String epoch, long companyId, long sequence, long id) {
        return new Envelope(
                epoch,
                companyId,
                sequence,
                "Contact",
                id,
                Action.CREATE,
                "{\"id\":" + id + ",\"name\":\"Zoë\"}",
                "company,venue:7",
                5L,
                9L,
                Instant.parse("2026-01-01T10:00:00Z"),
                null);
    }

    ProducerRecord<byte[], byte[]> record(Envelope change) {
        var record = change.toRecord(topic, "/test-service");
        return new ProducerRecord<>(
                topic,
                partitionOf(change.companyId()),
                null,
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers());
    }

    static int partitionOf(long companyId) {
        return (int) (companyId % PARTITIONS);
    }

    /** A record that names its company and its place, and whose value is no change. */
    ProducerRecord<byte[], byte[]> unreadable(long companyId, long sequence) {
        var readable = record(change(EPOCH, companyId, sequence));
        return new ProducerRecord<>(
                topic, readable.partition(), null, readable.key(), "{\"action\":".getBytes(), readable.headers());
    }

    ProducerRecord<byte[], byte[]> tombstone(long companyId, long id) {
        var tombstone = Envelope.tombstone(topic, companyId, "Contact", id);
        return new ProducerRecord<>(
                topic, partitionOf(companyId), null, tombstone.key().getBytes(), null, tombstone.headers());
    }

    ProducerRecord<byte[], byte[]> published(Envelope change, Instant time) {
        var record = record(change);
        return new ProducerRecord<>(
                topic, record.partition(), time.toEpochMilli(), record.key(), record.value(), record.headers());
    }

    void publish(List<Envelope> changes) {
        publishRecords(changes.stream().map(this::record).toList());
    }

    /** In one Kafka transaction. */
    /** A broker may refuse a transaction that comes while it still ends the one before; nothing of it is published then. */
    void publishRecords(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            publishOnce(records);
        } catch (InvalidTxnStateException e) {
            producer.close(Duration.ZERO);
            producer = newProducer();
            publishOnce(records);
        }
    }

    private void publishOnce(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        records.forEach(producer::send);
        producer.commitTransaction();
    }

    /** As a relay that dies on the way. */
    void publishAndAbort(List<Envelope> changes) {
        producer.beginTransaction();
        changes.stream().map(this::record).forEach(producer::send);
        producer.flush();
        producer.abortTransaction();
    }

    void execute(String sql) {
        tables.execute(sql);
    }

    long queryNumber(String sql) {
        return tables.queryNumber(sql);
    }

    List<Long> queryNumbers(String sql) {
        return tables.queryNumbers(sql);
    }

    void awaitNumber(long number, String sql) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(number, queryNumber(sql)));
    }

    void awaitApplied(long companyId, List<Long> sequences) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(sequences, applied(companyId)));
    }

    void violateUniqueness(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute("insert into held values ('nobody', 1, 1), ('nobody', 1, 1)");
        }
    }

    List<Long> applied(long companyId) {
        return Ledger.sequences(database, consumer, companyId);
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    @Override
    public void close() {
        consumers.forEach(ChangeConsumer::stop);
        consumers.forEach(ChangeConsumer::close);
        producer.close();
        tables.close();
    }
}
