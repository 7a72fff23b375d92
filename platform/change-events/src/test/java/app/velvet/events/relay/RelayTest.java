package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.destroyed;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.ChangeHeaders;
import app.velvet.events.outbox.CommitSignal;
import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.testing.EmbeddedKafka;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.TopicProbe;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class RelayTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 19;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static EmbeddedKafka kafka;

    private String name;
    private OutboxDatabase database;

    @BeforeAll
    static void startKafka() {
        kafka = TestKafka.shared();
    }

    @BeforeEach
    void createDatabase(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        database = OutboxDatabase.create(TestPostgres.shared(), "relay_" + name.toLowerCase());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private String topic() throws Exception {
        return ChangeTopics.create(kafka, name);
    }

    private static RelaySettings settings(String topic, Duration poll, Duration tombstoneLag) {
        return new RelaySettings(
                topic, "/contacts-service", Duration.ofMillis(1500), poll, Duration.ofMillis(200), tombstoneLag);
    }

    private RelayInThisJvm relay(String topic) {
        return RelayInThisJvm.start(database, kafka, settings(topic, Duration.ofMillis(100), WEEK));
    }

    private void awaitPublished() {
        await().atMost(PATIENCE).until(database::allPublished);
    }

    private static List<ConsumerRecord<String, String>> log(String topic) {
        try (var probe = TopicProbe.fromStart(kafka.bootstrap(), topic)) {
            return probe.drain();
        }
    }

    @Test
    void publishesCloudEvents() throws Exception {
        var topic = topic();
        var audience = Set.of(Audience.venue(5), Audience.company(), Audience.user(3));
        database.write(
                new ChangeEvent(-3, "TagCategory", 40, Action.UPDATE, Map.of("name", "Düsseldorf"), audience, 7L),
                new ChangeEvent(-3, "TagCategory", 40, Action.DESTROY, null, Set.of(), null));
        List<ConsumerRecord<String, String>> records;
        try (var relay = relay(topic)) {
            awaitPublished();
            records = log(topic);
        }

        var update = records.get(0);
        var epoch = database.query("select max(epoch) from publication_epoch").get(0);
        assertEquals("-3/TagCategory/40", update.key());
        assertEquals(61, update.partition());
        assertEquals(
                "{\"action\":\"update\",\"id\":40,\"class_name\":\"TagCategory\",\"data\":{\"name\":\"Düsseldorf\"}}",
                update.value());
        assertEquals("1.0", TopicProbe.header(update, "ce_specversion"));
        assertEquals(epoch + "--3-1", TopicProbe.header(update, "ce_id"));
        assertEquals("/contacts-service", TopicProbe.header(update, "ce_source"));
        assertEquals("velvet.tag_category.updated", TopicProbe.header(update, "ce_type"));
        assertEquals("TagCategory/40", TopicProbe.header(update, "ce_subject"));
        assertTrue(Instant.parse(TopicProbe.header(update, "ce_time")).isBefore(Instant.now()));
        assertEquals("application/json; charset=UTF-8", TopicProbe.header(update, "content-type"));
        assertEquals("-3", TopicProbe.header(update, "ce_companyid"));
        assertEquals(epoch, TopicProbe.header(update, "ce_epoch"));
        assertEquals("1", TopicProbe.header(update, "ce_sequence"));
        assertEquals("7", TopicProbe.header(update, "ce_actorid"));
        assertEquals("company,user:3,venue:5", TopicProbe.header(update, "ce_audience"));
        assertEquals("urn:velvet:schema:" + topic + ":TagCategory", TopicProbe.header(update, "ce_dataschema"));
        assertNull(TopicProbe.header(update, "traceparent"));

        var destroy = records.get(1);
        assertEquals("{\"action\":\"destroy\",\"id\":40,\"class_name\":\"TagCategory\"}", destroy.value());
        assertEquals("velvet.tag_category.destroyed", TopicProbe.header(destroy, "ce_type"));
        assertEquals("2", TopicProbe.header(destroy, "ce_sequence"));
        assertEquals("", TopicProbe.header(destroy, "ce_audience"));
        assertNull(TopicProbe.header(destroy, "ce_actorid"));
    }

    @Test
    void isWokenByCommitSignals() throws Exception {
        var topic = topic();
        try (var relay = RelayInThisJvm.start(database, kafka, settings(topic, NEVER, WEEK));
                var signal = new CommitSignal(database.connections())) {
            database.write(created(COMPANY, 1, 1));
            signal.committed(COMPANY);
            // A signal may come before the relay listens; it finds what is there when it starts, and hears the next.
            awaitPublished();
            database.write(updated(COMPANY, 1, 2));
            signal.committed(COMPANY);
            awaitPublished();
        }

        PublishedLog.assertComplete(log(topic), COMPANY, 2);
    }

    @Test
    void findsAtItsNextPollWhatNoSignalTold() throws Exception {
        var topic = topic();
        try (var relay = relay(topic)) {
            database.write(created(COMPANY, 1, 1));
            awaitPublished();
            database.write(updated(COMPANY, 1, 2));
            awaitPublished();
        }

        PublishedLog.assertComplete(log(topic), COMPANY, 2);
    }

    @Test
    void twoRelaysShareTheShardsAndOneTakesOverWhenTheOtherGoes() throws Exception {
        var topic = topic();
        var companies = LongStream.rangeClosed(1, 8).boxed().toList();
        int transactions = 25;
        database.execute(
                "create table thing (company_id bigint, id bigint, version bigint, primary key (company_id, id))");
        var writers = Executors.newFixedThreadPool(4);
        try (var first = relay(topic)) {
            var writing = new ArrayList<Future<?>>();
            try (var second = relay(topic)) {
                for (int writer = 0; writer < 4; writer++) {
                    writing.add(writers.submit(() -> IntStream.range(0, transactions)
                            .forEach(n -> companies.forEach(company -> raiseVersion(company, n % 3)))));
                }
                await().atMost(PATIENCE)
                        .until(() -> database.query("select count(*) from relay_shard group by owner")
                                .equals(List.of("4", "4")));
            }
            for (var one : writing) {
                one.get();
            }
            awaitPublished();
            await().atMost(PATIENCE)
                    .until(() -> database.query("select count(*) from relay_shard group by owner")
                            .equals(List.of("8")));
        }
        writers.shutdown();

        var log = log(topic);
        for (long company : companies) {
            PublishedLog.assertComplete(log, company, 4 * transactions);
            assertLastRecordsAreLastWrites(log, company);
        }
    }

    private void raiseVersion(long company, long id) {
        database.inTransaction(connection -> {
            try (var raise = connection.prepareStatement("""
                    insert into thing (company_id, id, version) values (?, ?, 1)
                    on conflict (company_id, id) do update set version = thing.version + 1 returning version
                    """)) {
                raise.setLong(1, company);
                raise.setLong(2, id);
                var raised = raise.executeQuery();
                raised.next();
                database.append(connection, updated(company, id, raised.getLong(1)));
            }
            return null;
        });
    }

    private void assertLastRecordsAreLastWrites(List<ConsumerRecord<String, String>> log, long company) {
        var last = new HashMap<String, String>();
        log.forEach(change -> last.put(change.key(), change.value()));
        for (var thing : database.query("select id, version from thing where company_id = " + company)) {
            var columns = thing.split(" ");
            var value = last.get(company + "/Contact/" + columns[0]);
            assertTrue(value.contains("\"version\":" + columns[1]), value + " is version " + columns[1]);
        }
    }

    @Test
    void refusedRecordStopsItsCompanyAlone() throws Exception {
        var topic = ChangeTopics.create(kafka, name, Map.of("max.message.bytes", "20000"));
        database.write(created(COMPANY, 1, 1), created(COMPANY, 2, "x".repeat(40_000)), created(COMPANY, 3, 1));
        database.write(created(OTHER_COMPANY, 1, 1), created(OTHER_COMPANY, 2, 1));
        try (var relay = relay(topic)) {
            await().atMost(PATIENCE)
                    .until(() -> relay.registry
                                            .get("velvet.outbox.companies.stopped")
                                            .gauge()
                                            .value()
                                    == 1
                            && relay.registry
                                            .get("velvet.outbox.waiting")
                                            .gauge()
                                            .value()
                                    == 2);
            database.write(created(OTHER_COMPANY, 3, 1));
            await().atMost(PATIENCE)
                    .until(() ->
                            PublishedLog.sequences(log(topic), OTHER_COMPANY).contains(3L));
            PublishedLog.assertComplete(log(topic), COMPANY, 1);
            var reason = database.query("select stopped_reason from outbox_position where company_id = " + COMPANY)
                    .get(0);
            assertTrue(reason.startsWith("Change 2 (Contact/2) was refused: RecordTooLargeException"), reason);

            allowMessagesOf(topic, "100000");
            database.query("select resume_publishing(" + COMPANY + ")");
            awaitPublished();
            await().atMost(PATIENCE)
                    .until(() -> relay.registry
                                    .get("velvet.outbox.companies.stopped")
                                    .gauge()
                                    .value()
                            == 0);
        }

        PublishedLog.assertComplete(log(topic), COMPANY, 3);
        PublishedLog.assertComplete(log(topic), OTHER_COMPANY, 3);
    }

    private static void allowMessagesOf(String topic, String bytes) throws Exception {
        var raise = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (var admin = ChangeTopics.admin(kafka)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(raise)))
                    .all()
                    .get();
        }
    }

    @Test
    void recordThatTheClientRefusesStopsItsCompanyAlone() throws Exception {
        var topic = topic();
        database.write(created(COMPANY, 1, "x".repeat(4000)), created(COMPANY, 2, 1));
        database.write(created(OTHER_COMPANY, 1, 1), created(OTHER_COMPANY, 2, 1));
        var client = new HashMap<>(RelayInThisJvm.clientOf(kafka));
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2000);
        try (var relay = RelayInThisJvm.start(
                database, client, settings(topic, Duration.ofMillis(100), WEEK), Optional.empty())) {
            await().atMost(PATIENCE)
                    .until(() -> database.query(
                                    "select company_id, published_sequence, stopped_at is null from outbox_position order by 1")
                            .equals(List.of(COMPANY + " 0 f", OTHER_COMPANY + " 2 t")));
        }

        assertEquals(List.of(), PublishedLog.sequences(log(topic), COMPANY));
        PublishedLog.assertComplete(log(topic), OTHER_COMPANY, 2);
    }

    @Test
    void destroyedEntityGetsTombstoneWhenTheLagIsOver() throws Exception {
        var topic = topic();
        database.write(created(COMPANY, 1, 1), created(COMPANY, 2, 1), created(COMPANY, 3, 1));
        database.write(destroyed(COMPANY, 1), destroyed(COMPANY, 2), destroyed(COMPANY, 3));
        database.write(created(COMPANY, 2, 2));
        try (var relay = relay(topic)) {
            awaitPublished();
            database.execute("update pending_tombstone set due_at = now() where entity_id = 1");
            await().atMost(PATIENCE)
                    .until(() -> database.query("select entity_id from pending_tombstone")
                            .equals(List.of("3")));
        }

        var tombstones =
                log(topic).stream().filter(change -> change.value() == null).toList();
        assertEquals(
                List.of("11/Contact/1"),
                tombstones.stream().map(ConsumerRecord::key).toList());
        assertNull(TopicProbe.header(tombstones.get(0), ChangeHeaders.SEQUENCE));
        assertEquals("11", TopicProbe.header(tombstones.get(0), ChangeHeaders.COMPANY_ID));
    }

    @Test
    void whileKafkaIsDownWritesGoOnAndAreCaughtUpInOrder() throws Exception {
        try (var own = TestKafka.own("down")) {
            var topic = ChangeTopics.create(own, name);
            try (var relay = RelayInThisJvm.start(database, own, settings(topic, Duration.ofMillis(100), WEEK))) {
                database.write(created(COMPANY, 1, 1));
                awaitPublished();
                own.kill();
                for (int version = 2; version <= 20; version++) {
                    database.write(updated(COMPANY, 1, version), updated(OTHER_COMPANY, 1, version));
                }
                await().atMost(PATIENCE)
                        .until(() -> relay.registry
                                                .get("velvet.outbox.waiting")
                                                .gauge()
                                                .value()
                                        == 38
                                && relay.registry
                                                .get("velvet.outbox.oldest.age")
                                                .gauge()
                                                .value()
                                        > 0);
                own.start();
                awaitPublished();
            }
            try (var probe = TopicProbe.fromStart(own.bootstrap(), topic)) {
                var log = probe.drain();
                PublishedLog.assertComplete(log, COMPANY, 20);
                PublishedLog.assertComplete(log, OTHER_COMPANY, 19);
            }
        }
    }

    @Test
    void startsBeforeKafkaDoes() throws Exception {
        try (var own = TestKafka.own("late")) {
            var topic = ChangeTopics.create(own, name);
            own.stop();
            database.write(created(COMPANY, 1, 1));
            try (var relay = RelayInThisJvm.start(database, own, settings(topic, Duration.ofMillis(100), WEEK))) {
                own.start();
                awaitPublished();
            }
            try (var probe = TopicProbe.fromStart(own.bootstrap(), topic)) {
                PublishedLog.assertComplete(probe.drain(), COMPANY, 1);
            }
        }
    }

    @Test
    void compactionKeepsTheNewest() throws Exception {
        cleanOften();
        var topic = ChangeTopics.create(
                kafka,
                name,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "50",
                        "min.cleanable.dirty.ratio", "0.001",
                        "min.compaction.lag.ms", "0",
                        "max.compaction.lag.ms", "100",
                        "delete.retention.ms", "0"));
        try (var relay = relay(topic)) {
            for (int version = 1; version <= 5; version++) {
                database.write(updated(COMPANY, 1, version), updated(COMPANY, 2, -version));
            }
            awaitPublished();
            // The newest segment is never compacted: something else has to come after.
            await().atMost(PATIENCE).until(() -> {
                database.write(updated(COMPANY, 3, 0));
                awaitPublished();
                return valuesOf(log(topic), "11/Contact/1").size() == 1
                        && valuesOf(log(topic), "11/Contact/2").size() == 1;
            });
        }

        assertTrue(valuesOf(log(topic), "11/Contact/1").get(0).contains("\"version\":5"));
        assertTrue(valuesOf(log(topic), "11/Contact/2").get(0).contains("\"version\":-5"));
    }

    private static void cleanOften() throws Exception {
        var often = new AlterConfigOp(new ConfigEntry("log.cleaner.backoff.ms", "100"), AlterConfigOp.OpType.SET);
        try (var admin = ChangeTopics.admin(kafka)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""), List.of(often)))
                    .all()
                    .get();
        }
    }

    private static List<String> valuesOf(List<ConsumerRecord<String, String>> log, String key) {
        return log.stream()
                .filter(change -> key.equals(change.key()))
                .map(ConsumerRecord::value)
                .toList();
    }

    @Test
    void restoredDatabasePublishesItsStateAgainInNewEpoch() throws Exception {
        var topic = topic();
        database.execute(
                "create table contact (company_id bigint, id bigint, version bigint, primary key (company_id, id))");
        database.execute("insert into contact select 11, id, 1 from generate_series(1, 700) id");
        database.execute("insert into contact values (19, 1, 1)");
        database.write(created(COMPANY, 1, 0), created(COMPANY, 2, 0));
        try (var signal = new CommitSignal(database.connections())) {
            var snapshot = new EpochSnapshot(database.connections(), new Contacts(), new ObjectMapper(), signal);
            database.execute("update publication_epoch set system_identifier = 1");
            try (var relay = RelayInThisJvm.start(
                    database,
                    RelayInThisJvm.clientOf(kafka),
                    settings(topic, Duration.ofMillis(100), WEEK),
                    Optional.of(snapshot))) {
                await().atMost(PATIENCE)
                        .until(() -> database.query("select count(*), count(snapshot_done_at) from publication_epoch")
                                .equals(List.of("2 2")));
                awaitPublished();
            }
        }

        var epoch = database.query("select max(epoch) from publication_epoch").get(0);
        var log = log(topic).stream()
                .filter(change -> TopicProbe.header(change, ChangeHeaders.EPOCH).equals(epoch))
                .toList();
        PublishedLog.assertComplete(log, COMPANY, 701);
        PublishedLog.assertComplete(log, OTHER_COMPANY, 2);
        var last = PublishedLog.countedOnce(log, COMPANY).get(700);
        assertEquals("11/EpochSnapshot/11", last.key());
        assertTrue(last.value().contains(epoch));
    }

    private static class Contacts implements StateSource {

        @Override
        public List<String> classNames() {
            return List.of("Tag", "Contact");
        }

        @Override
        public List<Long> companies(Connection transaction, long afterId, int limit) throws SQLException {
            var companies = new ArrayList<Long>();
            try (var query = transaction.prepareStatement(
                    "select distinct company_id from contact where company_id > ? order by 1 limit ?")) {
                query.setLong(1, afterId);
                query.setInt(2, limit);
                var rows = query.executeQuery();
                while (rows.next()) {
                    companies.add(rows.getLong(1));
                }
            }
            return companies;
        }

        @Override
        public List<ChangeEvent> state(
                Connection transaction, long companyId, String className, long afterId, int limit) throws SQLException {
            var state = new ArrayList<ChangeEvent>();
            try (var query = transaction.prepareStatement("""
                    select id, version from contact where company_id = ? and id > ? and 'Contact' = ? order by id limit ?
                    """)) {
                query.setLong(1, companyId);
                query.setLong(2, afterId);
                query.setString(3, className);
                query.setInt(4, limit);
                var rows = query.executeQuery();
                while (rows.next()) {
                    state.add(updated(companyId, rows.getLong(1), rows.getLong(2)));
                }
            }
            return state;
        }
    }
}
