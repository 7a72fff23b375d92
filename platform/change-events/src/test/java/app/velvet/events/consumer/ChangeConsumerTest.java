package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.LATER_EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.relay.EpochSnapshot;
import app.velvet.testing.TopicProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeConsumerTest {

    private static final long COMPANY = 5;
    private static final long COMPANY_OF_SAME_PARTITION = 9;
    private static final long COMPANY_OF_OTHER_PARTITION = 6;

    private ConsumerWorld world;

    @BeforeEach
    void newWorld() {
        world = new ConsumerWorld();
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    private Ledger ledger() {
        return new Ledger(world.consumer, world.topic, false);
    }

    private Ledger stoppingLedger() {
        return new Ledger(world.consumer, world.topic, true);
    }

    private void awaitApplied(long companyId, List<Long> sequences) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(sequences, world.applied(companyId)));
    }

    @Test
    void handlerReceivesChangeAsPublished() {
        var received = new CopyOnWriteArrayList<ChangeRecord>();
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) {
                received.addAll(changes);
            }
        });

        world.publish(changes(COMPANY, 1, 1));

        await().until(() -> !received.isEmpty());
        assertEquals(
                List.of(new ChangeRecord(
                        world.topic,
                        1,
                        0,
                        COMPANY,
                        "Contact",
                        1,
                        Action.CREATE,
                        "{\"id\":1,\"name\":\"Zoë\"}",
                        Set.of(Audience.company(), Audience.venue(7)),
                        EPOCH,
                        1,
                        5L,
                        Instant.parse("2026-01-01T10:00:00Z"))),
                received);
    }

    @Test
    void changesOfAllPartitionsAreAppliedInOrder() {
        for (var companyId = 1; companyId <= 8; companyId++) {
            world.publish(changes(companyId, 1, 120));
        }

        world.start(ledger());

        for (var companyId = 1; companyId <= 8; companyId++) {
            awaitApplied(companyId, upTo(120));
        }
    }

    @Test
    void deliveredTwiceCountsOnce() {
        world.publish(changes(COMPANY, 1, 30));
        world.publish(changes(COMPANY, 1, 30));
        world.publish(changes(COMPANY, 20, 35));

        world.start(ledger());

        awaitApplied(COMPANY, upTo(35));
        assertEquals(30 + 11, world.count("velvet.consumer.repeated"));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void abortedChangesAreNotApplied() {
        world.publish(changes(COMPANY, 1, 1));
        world.publishAndAbort(List.of(change(EPOCH, COMPANY, 99)));
        world.publish(changes(COMPANY, 2, 2));

        world.start(ledger());

        awaitApplied(COMPANY, upTo(2));
    }

    @Test
    void tombstoneSaysNothingNew() {
        world.publish(changes(COMPANY, 1, 1));
        world.publishRecords(List.of(world.tombstone(COMPANY, 1)));
        world.publish(changes(COMPANY, 2, 2));

        world.start(ledger());

        awaitApplied(COMPANY, upTo(2));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void recentGapIsCounted() {
        world.publish(changes(COMPANY, 1, 2));
        world.publish(changes(COMPANY, 5, 6));

        world.start(ledger());

        awaitApplied(COMPANY, List.of(1L, 2L, 5L, 6L));
        assertEquals(1, world.count("velvet.consumer.gaps"));
    }

    @Test
    void gapThatCompactionMayHaveLeftIsNormal() {
        var older = Instant.now().minus(ConsumerWorld.SETTINGS.compactionLag()).minus(Duration.ofHours(1));
        world.publishRecords(List.of(
                world.published(change(EPOCH, COMPANY, 17), older),
                world.published(change(EPOCH, COMPANY, 40), older)));

        world.start(ledger());

        awaitApplied(COMPANY, List.of(17L, 40L));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void changesOfAnEarlierEpochAreIgnored() {
        world.publish(changes(COMPANY, 1, 5));
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 1)));
        world.publish(changes(COMPANY, 6, 9));
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 2)));

        world.start(ledger());

        awaitApplied(COMPANY, List.of(1L, 2L, 3L, 4L, 5L, 1L, 2L));
    }

    @Test
    void whatALaterEpochDoesNotNameIsSweptWhenItsSnapshotEnds() {
        var swept = new CopyOnWriteArrayList<Long>();
        world.execute("create table held (company_id bigint, id bigint, primary key (company_id, id))");
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                try (var statement = transaction.createStatement()) {
                    for (var change : changes) {
                        statement.execute("insert into held values (%d, %d) on conflict do nothing"
                                .formatted(change.companyId(), change.id()));
                    }
                }
            }

            @Override
            public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
                swept.addAll(resynchronisation.unnamed(transaction, "held", "Contact"));
            }
        });
        world.publish(changes(COMPANY, 1, 100));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 3));
        awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(3));

        // the restored database has only 90 of them
        for (var id = 1; id <= 90; id++) {
            world.publish(List.of(change(LATER_EPOCH, COMPANY, id)));
        }
        assertEquals(List.of(), swept);
        world.publish(List.of(endOfSnapshot(COMPANY, 91), change(LATER_EPOCH, COMPANY, 92)));

        await().until(() -> world.queryNumber("select max(sequence) from ledger where epoch > '2026011'") == 92);
        assertEquals(List.of(91L, 92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L, 100L), swept);
        assertEquals(0, world.queryNumber("select count(*) from consumer_named"));
        assertEquals(0, world.queryNumber("select count(*) from consumer_sequence where resynchronising"));
    }

    private static Envelope endOfSnapshot(long companyId, long sequence) {
        return new Envelope(
                LATER_EPOCH,
                companyId,
                sequence,
                EpochSnapshot.END_CLASS_NAME,
                companyId,
                Action.UPDATE,
                "{\"epoch\":\"" + LATER_EPOCH + "\"}",
                "",
                null,
                Instant.parse("2026-02-01T10:00:00Z"),
                null);
    }

    @Test
    void unreadableRecordIsPutAsideWithItsReasonAndOthersGoOn() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 5));

        world.start(ledger());

        awaitApplied(COMPANY, List.of(1L, 2L, 4L, 5L));
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            var letter = probe.await(1).get(0);
            assertEquals("5/Contact/3", letter.key());
            assertEquals("{\"action\":", letter.value());
            assertEquals("The value is not the JSON of a change", TopicProbe.header(letter, "dead-letter-reason"));
            assertEquals(world.topic, TopicProbe.header(letter, "dead-letter-topic"));
            assertEquals("1", TopicProbe.header(letter, "dead-letter-partition"));
            assertEquals("3", TopicProbe.header(letter, "dead-letter-offset"));
            assertEquals("3", TopicProbe.header(letter, "ce_sequence"));
        }
        assertEquals(1, world.count("velvet.consumer.dead.letters"));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void onlyTheChangeThatTheHandlerRefusesIsPutAside() {
        world.publish(changes(COMPANY, 1, 40));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 5));

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                changes.stream()
                        .filter(change -> change.companyId() == COMPANY && change.sequence() % 10 == 3)
                        .findFirst()
                        .ifPresent(change -> {
                            throw new UnprocessableChangeException(change, "Ends in 3");
                        });
            }
        });

        awaitApplied(
                COMPANY,
                upTo(40).stream().filter(sequence -> sequence % 10 != 3).toList());
        awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            assertEquals(
                    List.of("3", "13", "23", "33"),
                    probe.await(4).stream()
                            .map(letter -> TopicProbe.header(letter, "ce_sequence"))
                            .toList());
        }
    }

    @Test
    void changeWhoseDataTheDatabaseRefusesIsPutAside() {
        world.publish(changes(COMPANY, 1, 9));

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (changes.stream().anyMatch(change -> change.sequence() == 4)) {
                    try (var statement = transaction.createStatement()) {
                        statement.execute("select 'four'::integer");
                    }
                }
            }
        });

        awaitApplied(COMPANY, List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L));
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            var letter = probe.await(1).get(0);
            assertEquals(
                    "The database refuses its data: SQLSTATE 22P02", TopicProbe.header(letter, "dead-letter-reason"));
        }
    }

    @Test
    void databaseFailureIsTriedAgainWhileOtherPartitionsGoOn() {
        var failing = new AtomicBoolean(true);
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (failing.get() && changes.get(0).companyId() == COMPANY) {
                    throw new SQLException("The connection is gone", "08006");
                }
            }
        });

        world.publish(changes(COMPANY, 1, 10));
        await().until(() -> world.count("velvet.consumer.retries") >= 3);
        world.publish(changes(COMPANY_OF_OTHER_PARTITION, 1, 10));

        awaitApplied(COMPANY_OF_OTHER_PARTITION, upTo(10));
        assertEquals(List.of(), world.applied(COMPANY));
        failing.set(false);
        awaitApplied(COMPANY, upTo(10));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void companyStopsAtWhatItMayNotSkipAndItsNeighboursGoOn() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 5));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 5));

        world.start(stoppingLedger());

        awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
        awaitApplied(COMPANY, upTo(2));
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
        world.start(stoppingLedger());
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 120);

        repairFirst();
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");
        world.publish(changes(COMPANY, 121, 130));

        awaitApplied(COMPANY, upTo(130));
        assertEquals(0, world.queryNumber("select count(*) from consumer_parked"));
        assertEquals(0, world.queryNumber("select count(*) from consumer_stopped"));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void companyResumedWithoutRepairStopsAgain() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 4));
        world.start(stoppingLedger());
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
        world.start(stoppingLedger());
        await().until(() -> world.queryNumber("select count(*) from consumer_parked") == 4);

        world.execute("delete from consumer_parked where record_offset = 0");
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");

        awaitApplied(COMPANY, List.of(2L, 3L, 4L));
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
        awaitApplied(COMPANY, upTo(7));
    }

    @Test
    void consumerThatLostItsPlaceGoesOnWhereTheOtherIs() {
        world.start(ledger());
        world.publish(changes(COMPANY, 1, 3));
        awaitApplied(COMPANY, upTo(3));

        // as another replica would that owned the partition meanwhile
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 1));
        awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(1));
        world.execute("update consumer_position set next_offset = next_offset + 3 where partition = 1");
        world.publish(changes(COMPANY, 4, 10));

        awaitApplied(COMPANY, List.of(1L, 2L, 3L, 7L, 8L, 9L, 10L));
    }

    @Test
    void positionBeyondTheEndOfTheTopicStartsAgain() {
        world.execute("insert into consumer_position (consumer, topic, partition, next_offset) values ('"
                + world.consumer + "', '" + world.topic + "', 1, 5000)");
        world.start(ledger());

        world.publish(changes(COMPANY, 1, 3));

        awaitApplied(COMPANY, upTo(3));
    }

    @Test
    void caughtUpOnceWithWhatWasThereAtTheStart() {
        world.publish(changes(COMPANY, 1, 60));
        var held = new AtomicBoolean(true);
        var consumer = world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                if (held.get() && changes.stream().anyMatch(change -> change.sequence() == 60)) {
                    throw new SQLException("Not yet");
                }
                super.apply(transaction, changes);
            }
        });
        await().until(() -> world.count("velvet.consumer.retries") >= 3);
        assertFalse(consumer.hasCaughtUp());

        held.set(false);

        await().until(consumer::hasCaughtUp);
        assertEquals(upTo(60), world.applied(COMPANY));
    }

    @Test
    void consumerThatCaughtUpOnceHasDoneSoAtOnceNextTimeWithoutKafka() {
        var first = world.start(ledger());
        await().until(first::hasCaughtUp);
        first.close();

        var unreachable = java.util.Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1");
        var second = world.start(new ChangeConsumer(
                world.database, unreachable, ledger(), ConsumerWorld.SETTINGS, world.metrics, step -> {}));

        await().until(second::hasCaughtUp);
    }

    @Test
    void consumerThatNeverCaughtUpHasNotWithoutKafka() {
        var unreachable = java.util.Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1");
        var polls = new AtomicInteger();
        var consumer = world.start(new ChangeConsumer(
                world.database,
                unreachable,
                ledger(),
                ConsumerWorld.SETTINGS,
                world.metrics,
                step -> polls.incrementAndGet()));

        await().during(Duration.ofMillis(500)).until(() -> !consumer.hasCaughtUp());
        assertEquals(0, polls.get());
    }

    @Test
    void closedConsumerHandsItsPartitionsOnAtOnce() {
        var first = world.start(ledger());
        world.publish(changes(COMPANY, 1, 3));
        awaitApplied(COMPANY, upTo(3));

        first.close();
        world.start(ledger());
        world.publish(changes(COMPANY, 4, 6));

        awaitApplied(COMPANY, upTo(6));
        assertTrue(first.hasCaughtUp());
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
