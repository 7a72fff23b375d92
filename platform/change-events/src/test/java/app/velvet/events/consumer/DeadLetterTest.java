package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.TopicProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that can never be applied, where skipping them breaks no promise. */
class DeadLetterTest {

    private static final long COMPANY = 5;
    private static final long COMPANY_OF_SAME_PARTITION = 9;

    @RegisterExtension
    final ConsumerWorld world = new ConsumerWorld();

    @Test
    void unreadableRecordIsPutAsideWithItsReasonAndOthersGoOn() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        world.publish(changes(COMPANY, 4, 5));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, List.of(1L, 2L, 4L, 5L));
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

        world.awaitApplied(
                COMPANY,
                upTo(40).stream().filter(sequence -> sequence % 10 != 3).toList());
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
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

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L));
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            var letter = probe.await(1).get(0);
            assertEquals(
                    "The database refuses its data: SQLSTATE 22P02", TopicProbe.header(letter, "dead-letter-reason"));
        }
    }

    @Test
    void changeThatViolatesAConstraintForGoodIsPutAsideAfterAFewTriesAlone() {
        world.publish(changes(COMPANY, 1, 9));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 5));
        var tries = new AtomicInteger();

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (isAmong(changes, COMPANY, 4)) {
                    tries.addAndGet(changes.size() == 1 ? 1 : 0);
                    world.violateUniqueness(transaction);
                }
            }
        });

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L));
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(5));
        assertEquals(HandingOver.TRIES, tries.get());
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            var letter = probe.await(1).get(0);
            assertEquals("4", TopicProbe.header(letter, "ce_sequence"));
            assertEquals(
                    "The database refuses its data: SQLSTATE 23505", TopicProbe.header(letter, "dead-letter-reason"));
        }
    }

    @Test
    void changeThatViolatesAConstraintForAWhileIsAppliedOnce() {
        world.publish(changes(COMPANY, 1, 9));
        var failures = new AtomicInteger(HandingOver.TRIES - 1);

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (isAmong(changes, COMPANY, 4) && (changes.size() > 1 || failures.getAndDecrement() > 0)) {
                    world.violateUniqueness(transaction);
                }
            }
        });

        world.awaitApplied(COMPANY, upTo(9));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void constraintViolatedOnlyAtCommitIsOfTheChangeToo() {
        world.execute("create table referred (id bigint primary key)");
        world.execute("create table referring (id bigint references referred deferrable initially deferred)");
        world.publish(changes(COMPANY, 1, 9));

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (isAmong(changes, COMPANY, 4)) {
                    try (var statement = transaction.createStatement()) {
                        statement.execute("insert into referring values (4)");
                    }
                }
            }
        });

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L));
    }

    @Test
    void troubleOfTheDatabaseIsNeverTakenForTheChanges() {
        world.publish(changes(COMPANY, 1, 3));
        var failures = new AtomicInteger(HandingOver.TRIES + 1);

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (isAmong(changes, COMPANY, 2) && failures.getAndDecrement() > 0) {
                    throw new SQLException("It passes", "40P01");
                }
            }
        });

        world.awaitApplied(COMPANY, upTo(3));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void recordIsPutAsideOnceHoweverOftenItsBatchIsTriedAgain() {
        world.publishRecords(List.of(world.unreadable(COMPANY, 1), world.record(change(EPOCH, COMPANY, 2))));
        var failures = new AtomicInteger(3);

        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (failures.getAndDecrement() > 0) {
                    throw new SQLException("It passes", "08006");
                }
            }
        });

        world.awaitApplied(COMPANY, List.of(2L));
        try (var probe = TopicProbe.fromStart(world.topic + ".dead." + world.consumer)) {
            // a later one proves that there are no more of the first
            world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
            assertEquals(
                    List.of("1", "3"),
                    probe.await(2).stream()
                            .map(letter -> TopicProbe.header(letter, "ce_sequence"))
                            .toList());
        }
    }

    private static boolean isAmong(List<ChangeRecord> changes, long companyId, long sequence) {
        return changes.stream().anyMatch(change -> change.companyId() == companyId && change.sequence() == sequence);
    }
}
