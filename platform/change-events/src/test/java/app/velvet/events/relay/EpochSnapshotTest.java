package app.velvet.events.relay;

import static app.velvet.events.outbox.OutboxDatabase.created;
import static app.velvet.events.outbox.OutboxDatabase.updated;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.events.ChangeEvent;
import app.velvet.events.ChangeHeaders;
import app.velvet.events.outbox.CommitSignal;
import app.velvet.testing.TopicProbe;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a service publishes again after its database was restored. */
class EpochSnapshotTest {

    private static final long COMPANY = 11;
    private static final long OTHER_COMPANY = 19;
    private static final long LOCK = 4711;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private CommitSignal signal;

    @BeforeEach
    void createContacts() {
        signal = new CommitSignal(world.database().connections());
        world.database()
                .execute(
                        "create table contact (company_id bigint, id bigint, version bigint, primary key (company_id, id))");
    }

    @AfterEach
    void close() {
        signal.close();
    }

    private void restore() {
        world.database().execute("update publication_epoch set system_identifier = 1");
    }

    private RelayInThisJvm relay(String topic, PublishedClass... classes) {
        var state = new PublishedClasses(List.of(classes));
        return world.relay(
                QuickRelay.of(topic),
                new EpochSnapshot(world.database().connections(), state, new ObjectMapper(), signal));
    }

    private void awaitSnapshot() {
        await().atMost(RelayWorld.PATIENCE)
                .until(() -> world.database()
                        .query("select count(*), count(snapshot_done_at) from publication_epoch")
                        .equals(List.of("2 2")));
        world.awaitPublished();
    }

    private List<ConsumerRecord<String, String>> logOfEpoch(String topic, String epoch) {
        return world.log(topic).stream()
                .filter(change -> TopicProbe.header(change, ChangeHeaders.EPOCH).equals(epoch))
                .toList();
    }

    private String epoch() {
        return world.database()
                .query("select max(epoch) from publication_epoch")
                .get(0);
    }

    @Test
    void restoredDatabasePublishesItsStateAgainInNewEpoch() throws Exception {
        var topic = world.topic();
        world.database().execute("insert into contact select 11, id, 1 from generate_series(1, 700) id");
        world.database().execute("insert into contact values (19, 1, 1)");
        world.database().write(created(COMPANY, 1, 0), created(COMPANY, 2, 0), created(OTHER_COMPANY, 1, 0));
        restore();
        try (var relay = relay(topic, new Tags(), new Contacts())) {
            awaitSnapshot();
        }

        var log = logOfEpoch(topic, epoch());
        PublishedLog.assertComplete(log, COMPANY, 701);
        PublishedLog.assertComplete(log, OTHER_COMPANY, 2);
        var last = PublishedLog.countedOnce(log, COMPANY).get(700);
        assertEquals("11/EpochSnapshot/11", last.key());
        assertTrue(last.value().contains(epoch()));
    }

    @Test
    void companyThatHasNothingAnyMoreIsSaidToHaveNothing() throws Exception {
        var topic = world.topic();
        world.database().write(created(COMPANY, 1, 0));
        restore();
        try (var relay = relay(topic, new Tags(), new Contacts())) {
            awaitSnapshot();
        }

        assertEquals(
                List.of("11/EpochSnapshot/11"),
                logOfEpoch(topic, epoch()).stream().map(ConsumerRecord::key).toList());
    }

    @Test
    void outboxIsLookedAfterWhileStateIsPublishedAgain() throws Exception {
        var topic = world.topic();
        world.database().execute("insert into contact values (11, 1, 1)");
        world.database().write(created(COMPANY, 1, 0));
        restore();
        try (var holder = world.database().connections().getConnection();
                var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try (var relay = relay(topic, new LockedContacts())) {
                await().atMost(RelayWorld.PATIENCE)
                        .until(() -> !world.database()
                                .query(
                                        "select pid from pg_locks where locktype = 'advisory' and not granted and objid = "
                                                + LOCK)
                                .isEmpty());
                var partition = world.database()
                        .query("select name from outbox_partition order by ends desc limit 1")
                        .get(0);
                world.database().execute("drop table " + partition);

                await().atMost(RelayWorld.PATIENCE)
                        .until(() -> world.database()
                                .query("select to_regclass('" + partition + "')")
                                .equals(List.of(partition)));

                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                awaitSnapshot();
            }
        }
    }

    private static class Contacts implements PublishedClass {

        @Override
        public String name() {
            return "Contact";
        }

        @Override
        public String query() {
            return "select * from contact where company_id = ? and id > ? order by id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return updated(row.getLong("company_id"), row.getLong("id"), row.getLong("version"));
        }
    }

    private static final class LockedContacts extends Contacts {

        @Override
        public String query() {
            return "select contact.*, pg_advisory_xact_lock(" + LOCK
                    + ")::text from contact where company_id = ? and id > ? order by id";
        }
    }

    private static final class Tags extends Contacts {

        @Override
        public String name() {
            return "Tag";
        }

        @Override
        public String query() {
            return "select * from contact where company_id = ? and id > ? and false order by id";
        }
    }
}
