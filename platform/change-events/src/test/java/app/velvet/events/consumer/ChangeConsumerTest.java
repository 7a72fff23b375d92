package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.CapturedLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeConsumerTest {

    private static final long COMPANY = 5;
    private static final long COMPANY_OF_SAME_PARTITION = 9;
    private static final long COMPANY_OF_OTHER_PARTITION = 6;

    @RegisterExtension
    final ConsumerWorld world = new ConsumerWorld();

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
                        9L,
                        Instant.parse("2026-01-01T10:00:00Z"),
                        null)),
                received);
    }

    @Test
    void changesOfAllPartitionsAreAppliedInOrder() {
        for (var companyId = 1; companyId <= 8; companyId++) {
            world.publish(changes(companyId, 1, 120));
        }

        world.start(world.ledger());

        for (var companyId = 1; companyId <= 8; companyId++) {
            world.awaitApplied(companyId, upTo(120));
        }
    }

    @Test
    void deliveredTwiceCountsOnce() {
        world.publish(changes(COMPANY, 1, 30));
        world.publish(changes(COMPANY, 1, 30));
        world.publish(changes(COMPANY, 20, 35));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, upTo(35));
        assertEquals(30 + 11, world.count("velvet.consumer.repeated"));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void sentBackItReadsAgainThoughNothingComes() {
        world.publish(changes(COMPANY, 1, 30));
        world.start(world.ledger());
        world.awaitApplied(COMPANY, upTo(30));

        world.execute("update consumer_position set next_offset = 0 where consumer = '" + world.consumer + "'");

        await().until(() -> world.count("velvet.consumer.repeated") == 30);
    }

    @Test
    void abortedChangesAreNotApplied() {
        world.publish(changes(COMPANY, 1, 1));
        world.publishAndAbort(List.of(change(EPOCH, COMPANY, 99)));
        world.publish(changes(COMPANY, 2, 2));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, upTo(2));
    }

    @Test
    void tombstoneSaysNothingNew() {
        world.publish(changes(COMPANY, 1, 1));
        world.publishRecords(List.of(world.tombstone(COMPANY, 1)));
        world.publish(changes(COMPANY, 2, 2));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, upTo(2));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void recentGapIsCounted() {
        world.publish(changes(COMPANY, 1, 2));
        world.publish(changes(COMPANY, 5, 6));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, List.of(1L, 2L, 5L, 6L));
        assertEquals(1, world.count("velvet.consumer.gaps"));
    }

    @Test
    void gapThatCompactionMayHaveLeftIsNormal() {
        var older = Instant.now().minus(ConsumerWorld.SETTINGS.compactionLag()).minus(Duration.ofHours(1));
        world.publishRecords(List.of(
                world.published(change(EPOCH, COMPANY, 17), older),
                world.published(change(EPOCH, COMPANY, 40), older)));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, List.of(17L, 40L));
        assertEquals(0, world.count("velvet.consumer.gaps"));
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

        world.awaitApplied(COMPANY_OF_OTHER_PARTITION, upTo(10));
        assertEquals(List.of(), world.applied(COMPANY));
        failing.set(false);
        world.awaitApplied(COMPANY, upTo(10));
        assertEquals(0, world.count("velvet.consumer.dead.letters"));
    }

    @Test
    void handlerHearsOfWhatIsCommittedOnceAndOfNothingThatIsRolledBack() {
        var told = new CopyOnWriteArrayList<Long>();
        var visible = new CopyOnWriteArrayList<Long>();
        var failures = new AtomicInteger(2);
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                super.apply(transaction, changes);
                if (failures.getAndDecrement() > 0) {
                    throw new SQLException("The connection is lost", "08006");
                }
            }

            @Override
            public void committed(List<ChangeRecord> changes) {
                changes.forEach(change -> told.add(change.sequence()));
                visible.addAll(world.applied(COMPANY));
            }
        });

        world.publish(changes(COMPANY, 1, 1));

        await().until(() -> !visible.isEmpty());
        assertEquals(List.of(1L), told);
        assertEquals(told, visible);
    }

    @Test
    void partitionIsPendingUntilWhatWasReadOfItIsAppliedOrPassedOver() {
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                throw new SQLException("The connection is gone", "08006");
            }
        });
        world.publish(changes(COMPANY, 1, 1));
        await().until(() -> pendingPartitions() == 1);

        // the change and the end of its transaction
        world.execute("update consumer_position set next_offset = next_offset + 2 where partition = 1");

        await().until(() -> pendingPartitions() == 0);
    }

    private double pendingPartitions() {
        return world.metrics.get("velvet.consumer.partitions.pending").gauge().value();
    }

    @Test
    void consumerThatLostItsPlaceGoesOnWhereTheOtherIs() {
        world.start(world.ledger());
        world.publish(changes(COMPANY, 1, 3));
        world.awaitApplied(COMPANY, upTo(3));

        // as another replica would that owned the partition meanwhile
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 1));
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(1));
        world.execute("update consumer_position set next_offset = next_offset + 3 where partition = 1");
        world.publish(changes(COMPANY, 4, 10));

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 7L, 8L, 9L, 10L));
    }

    @Test
    void positionBeyondTheEndOfTheTopicStartsAgain() {
        world.execute("insert into consumer_position (consumer, topic, partition, next_offset) values ('"
                + world.consumer + "', '" + world.topic + "', 1, 5000)");
        world.start(world.ledger());

        world.publish(changes(COMPANY, 1, 3));

        world.awaitApplied(COMPANY, upTo(3));
    }

    @Test
    void closedConsumerHandsItsPartitionsOnAtOnce() {
        var first = world.start(world.ledger());
        world.publish(changes(COMPANY, 1, 3));
        world.awaitApplied(COMPANY, upTo(3));
        await().until(first::hasCaughtUp);

        first.close();
        world.start(world.ledger());
        world.publish(changes(COMPANY, 4, 6));

        world.awaitApplied(COMPANY, upTo(6));
    }

    @Test
    void deathOfItsThreadIsNoticed() {
        world.start(world.ledger(), ConsumerWorld.SETTINGS, step -> {
            if (step == ConsumerStep.APPLIED) {
                throw new NoClassDefFoundError("A broken deployment");
            }
        });

        world.publish(changes(COMPANY, 1, 3));

        await().dontCatchUncaughtExceptions()
                .until(() -> Set.of("changes-" + world.consumer)
                        .equals(world.threads.dead().keySet()));
        assertEquals(List.of(), world.applied(COMPANY));
    }

    @Test
    void lastingFailureIsSaidOnceAndOnceWhenItIsOver() {
        var failures = new AtomicInteger(5);
        try (var log = new CapturedLog(ChangeConsumer.class)) {
            world.start(new Ledger(world.consumer, world.topic, false) {
                @Override
                public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
                    super.apply(transaction, changes);
                    if (failures.getAndDecrement() > 0) {
                        throw new SQLException("It passes", "08006");
                    }
                }
            });
            world.publish(changes(COMPANY, 1, 3));
            world.awaitApplied(COMPANY, upTo(3));

            await().untilAsserted(() -> assertEquals(
                    List.of(
                            world.consumer + " tries again and again to apply " + world.topic + "-1",
                            world.consumer + " goes on with " + world.topic + "-1"),
                    log.messages(Level.INFO)));
        }
    }
}
