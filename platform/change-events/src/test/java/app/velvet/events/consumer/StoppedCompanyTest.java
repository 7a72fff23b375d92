package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Companies that stand still because a change of theirs may not be skipped. */
class StoppedCompanyTest {

    private static final long COMPANY = 5;
    private static final long COMPANY_OF_SAME_PARTITION = 9;

    @RegisterExtension
    final ConsumerWorld world = new ConsumerWorld();

    @Test
    void companyStopsAtWhatItMayNotSkipAndItsNeighboursGoOn() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 5));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 5));

        world.start(world.stoppingLedger());

        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
        world.awaitApplied(COMPANY, upTo(2));
        assertEquals(3, world.queryNumber("select count(*) from consumer_parked where company_id = 5"));
        assertEquals(1, world.queryNumber("""
                        select count(*) from consumer_stopped
                         where company_id = 5 and reason = 'The value is not the JSON of a change'
                        """));
        await().until(() ->
                world.metrics.get("velvet.consumer.stopped.companies").gauge().value() == 1);
    }

    @Test
    void repairedCompanyGoesOnInOrder() {
        world.publishRecords(List.of(world.unreadable(COMPANY, 1)));
        world.publish(changes(COMPANY, 2, 120));
        world.start(world.stoppingLedger());
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 120);

        repairFirst();
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");
        world.publish(changes(COMPANY, 121, 130));

        world.awaitApplied(COMPANY, upTo(130));
        assertEquals(0, world.queryNumber("select count(*) from consumer_parked"));
        assertEquals(0, world.queryNumber("select count(*) from consumer_stopped"));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void companyResumedWithoutRepairStopsAgain() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 4));
        world.start(world.stoppingLedger());
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 2);

        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");

        await().until(() -> world.queryNumber("select count(*) from consumer_stopped where not resume_requested") == 1);
        world.publish(changes(COMPANY, 5, 5));
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 3);
        assertEquals(upTo(2), world.applied(COMPANY));
    }

    @Test
    void changeGivenUpIsLeftOutWhenItsCompanyIsResumed() {
        world.publishRecords(List.of(world.unreadable(COMPANY, 1)));
        world.publish(changes(COMPANY, 2, 4));
        world.start(world.stoppingLedger());
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 4);

        world.execute("delete from consumer_parked where record_offset = 0");
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");

        world.awaitApplied(COMPANY, List.of(2L, 3L, 4L));
    }

    @Test
    void companyStopsAgainAtALaterChangeWithWhatIsBeforeItApplied() {
        var refused = new CopyOnWriteArrayList<>(List.of(2L, 5L));
        world.start(new Ledger(world.consumer, world.topic, true) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                for (var change : changes) {
                    if (refused.contains(change.sequence())) {
                        throw new IllegalStateException("A bug of this handler");
                    }
                }
            }
        });
        world.publish(changes(COMPANY, 1, 7));
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 6);
        assertEquals(upTo(1), world.applied(COMPANY));

        refused.remove(2L);
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");

        await().until(() -> world.queryNumber(
                        "select count(*) from consumer_stopped where failed_offset = 4 and not resume_requested")
                == 1);
        assertEquals(upTo(4), world.applied(COMPANY));
        assertEquals(3, world.queryNumber("select count(*) from consumer_parked"));
        refused.clear();
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");
        world.awaitApplied(COMPANY, upTo(7));
    }

    @Test
    void companyWhoseChangeViolatesAConstraintForGoodStopsAndItsNeighboursGoOn() {
        world.publish(changes(COMPANY, 1, 9));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 5));

        world.start(new Ledger(world.consumer, world.topic, true) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (changes.stream().anyMatch(change -> change.companyId() == COMPANY && change.sequence() == 4)) {
                    world.violateUniqueness(transaction);
                }
            }
        });

        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
        world.awaitApplied(COMPANY, upTo(3));
        world.awaitNumber(6, "select count(*) from consumer_parked");
        assertEquals(1, world.queryNumber("""
                        select count(*) from consumer_stopped
                         where company_id = 5 and reason = 'The database refuses its data: SQLSTATE 23505'
                        """));
    }

    @Test
    void companyThatCannotGoOnDoesNotKeepOthersFromIt() {
        world.publishRecords(List.of(world.unreadable(COMPANY, 1), world.unreadable(COMPANY_OF_SAME_PARTITION, 1)));
        world.publish(changes(COMPANY, 2, 4));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 2, 4));
        world.start(new Ledger(world.consumer, world.topic, true) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                if (changes.get(0).companyId() == COMPANY) {
                    throw new SQLException("It passes", "08006");
                }
                super.apply(transaction, changes);
            }
        });
        world.awaitNumber(8, "select count(*) from consumer_parked");

        world.execute("delete from consumer_parked where record_offset in (0, 1)");
        world.execute("update consumer_stopped set resume_requested = true");

        world.awaitApplied(COMPANY_OF_SAME_PARTITION, List.of(2L, 3L, 4L));
        assertEquals(List.of(), world.applied(COMPANY));
    }

    @Test
    void whatIsParkedIsReadInBatchesOfBoundedSize() throws SQLException {
        var company = new CompanyPartition(COMPANY, new TopicPartition(world.topic, 1));
        var parked = new ParkedRecords(world.consumer);
        try (var connection = world.database.getConnection()) {
            for (var offset = 0; offset < 5; offset++) {
                var value = new byte[100];
                parked.park(
                        connection,
                        COMPANY,
                        List.of(new ConsumerRecord<>(world.topic, 1, offset, new byte[] {1}, value)));
            }

            assertEquals(List.of(0L, 1L, 2L), offsets(parked.first(connection, company, 10, 250)));
            assertEquals(List.of(0L, 1L), offsets(parked.first(connection, company, 2, 250)));
            assertEquals(List.of(0L), offsets(parked.first(connection, company, 10, 1)));
        }
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }

    private void repairFirst() {
        var readable = world.record(change(EPOCH, COMPANY, 1));
        try (var connection = world.database.getConnection();
                var statement = connection.prepareStatement(
                        "update consumer_parked set record_value = ? where record_offset = 0")) {
            statement.setBytes(1, readable.value());
            assertEquals(1, statement.executeUpdate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
