package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static app.velvet.events.relay.QuickRelay.NEVER;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.CommitSignal;
import app.velvet.testing.TopicProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {

    private static final long COMPANY = 11;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void publishesCloudEvents() throws Exception {
        var topic = world.topic();
        var audience = Set.of(Audience.venue(5), Audience.company(), Audience.user(3));
        world.database()
                .write(
                        new ChangeEvent(
                                -3, "TagCategory", 40, Action.UPDATE, Map.of("name", "Düsseldorf"), audience, 7L),
                        new ChangeEvent(-3, "TagCategory", 40, Action.DESTROY, null, Set.of(), null));
        List<ConsumerRecord<String, String>> records;
        try (var relay = world.relay(topic)) {
            world.awaitPublished();
            records = world.log(topic);
        }

        var update = records.get(0);
        var epoch = world.database()
                .query("select max(epoch) from publication_epoch")
                .get(0);
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
        var topic = world.topic();
        try (var relay = world.relay(QuickRelay.of(topic).pollingEvery(NEVER).lookingAfterItsOutboxEvery(NEVER));
                var signal = new CommitSignal(world.database().connections())) {
            world.database().write(created(COMPANY, 1, 1));
            signal.committed(COMPANY);
            // A signal may come before the relay listens; it finds what is there when it starts, and hears the next.
            world.awaitPublished();
            world.database().write(updated(COMPANY, 1, 2));
            signal.committed(COMPANY);
            world.awaitPublished();
        }

        PublishedLog.assertComplete(world.log(topic), COMPANY, 2);
    }

    @Test
    void findsAtItsNextPollWhatNoSignalTold() throws Exception {
        var topic = world.topic();
        try (var relay = world.relay(QuickRelay.of(topic).lookingAfterItsOutboxEvery(NEVER))) {
            world.database().write(created(COMPANY, 1, 1));
            world.awaitPublished();
            world.database().write(updated(COMPANY, 1, 2));
            world.awaitPublished();
        }

        PublishedLog.assertComplete(world.log(topic), COMPANY, 2);
    }

    @Test
    void twoRelaysShareTheShardsAndOneTakesOverWhenTheOtherGoes() throws Exception {
        var topic = world.topic();
        var companies = LongStream.rangeClosed(1, 8).boxed().toList();
        int transactions = 25;
        world.database()
                .execute(
                        "create table thing (company_id bigint, id bigint, version bigint, primary key (company_id, id))");
        var writers = Executors.newFixedThreadPool(4);
        try (var first = world.relay(topic)) {
            var writing = new ArrayList<Future<?>>();
            try (var second = world.relay(topic)) {
                for (int writer = 0; writer < 4; writer++) {
                    writing.add(writers.submit(() -> IntStream.range(0, transactions)
                            .forEach(n -> companies.forEach(company -> raiseVersion(company, n % 3)))));
                }
                await().atMost(RelayWorld.PATIENCE)
                        .until(() -> world.database()
                                .query("select count(*) from relay_shard group by owner")
                                .equals(List.of("4", "4")));
            }
            for (var one : writing) {
                one.get();
            }
            world.awaitPublished();
            await().atMost(RelayWorld.PATIENCE)
                    .until(() -> world.database()
                            .query("select count(*) from relay_shard group by owner")
                            .equals(List.of("8")));
        }
        writers.shutdown();

        var log = world.log(topic);
        for (long company : companies) {
            PublishedLog.assertComplete(log, company, 4 * transactions);
            assertLastRecordsAreLastWrites(log, company);
        }
    }

    private void raiseVersion(long company, long id) {
        world.database().inTransaction(connection -> {
            try (var raise = connection.prepareStatement("""
                    insert into thing (company_id, id, version) values (?, ?, 1)
                    on conflict (company_id, id) do update set version = thing.version + 1 returning version
                    """)) {
                raise.setLong(1, company);
                raise.setLong(2, id);
                var raised = raise.executeQuery();
                raised.next();
                world.database().append(connection, updated(company, id, raised.getLong(1)));
            }
            return null;
        });
    }

    private void assertLastRecordsAreLastWrites(List<ConsumerRecord<String, String>> log, long company) {
        var last = new HashMap<String, String>();
        log.forEach(change -> last.put(change.key(), change.value()));
        for (var thing : world.database().query("select id, version from thing where company_id = " + company)) {
            var columns = thing.split(" ");
            var value = last.get(company + "/Contact/" + columns[0]);
            assertTrue(value.contains("\"version\":" + columns[1]), value + " is version " + columns[1]);
        }
    }
}
