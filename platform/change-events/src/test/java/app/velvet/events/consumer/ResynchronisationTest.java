package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.LATER_EPOCH;
import static app.velvet.events.consumer.ConsumerWorld.change;
import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.relay.EpochSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that do not tell any more what has ended: their service was restored from a backup, or the consumer was away. */
class ResynchronisationTest {

    private static final long COMPANY = 5;
    private static final long COMPANY_OF_SAME_PARTITION = 9;
    private static final long COMPANY_OF_OTHER_PARTITION = 6;
    private static final long GONE = 1000;

    @RegisterExtension
    final ConsumerWorld world = new ConsumerWorld();

    @Test
    void changesOfAnEarlierEpochAreIgnored() {
        world.publish(changes(COMPANY, 1, 5));
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 1)));
        world.publish(changes(COMPANY, 6, 9));
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 2)));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 4L, 5L, 1L, 2L));
    }

    @Test
    void whatALaterEpochDoesNotNameIsSweptWhenItsSnapshotEnds() {
        world.start(world.ledger());
        world.publish(changes(COMPANY, 1, 100));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 3));
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(3));

        // the restored database has only 90 of them
        world.publish(LongStream.rangeClosed(1, 90)
                .mapToObj(id -> change(LATER_EPOCH, COMPANY, id))
                .toList());
        world.awaitNumber(90, "select count(*) from ledger where epoch = '" + LATER_EPOCH + "'");
        assertEquals(0, world.queryNumber("select count(*) from swept"));
        world.publish(List.of(endOfSnapshot(91), change(LATER_EPOCH, COMPANY, 92)));

        awaitSwept();
        assertSwept(COMPANY, 91, 93, 94, 95, 96, 97, 98, 99, 100);
        assertHeld(COMPANY, LongStream.concat(LongStream.rangeClosed(1, 90), LongStream.of(92)));
        assertHeld(COMPANY_OF_SAME_PARTITION, LongStream.rangeClosed(1, 3));
    }

    @Test
    void whoCountsSequencesFindsNoHoleWhereASnapshotEnds() {
        world.publish(changes(COMPANY, 1, 2));
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 1), endOfSnapshot(2), change(LATER_EPOCH, COMPANY, 3)));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, List.of(1L, 2L, 1L, 2L, 3L));
    }

    @Test
    void sweepThatFailsHoldsUpNobodyElseAndIsTriedAgain() {
        var failing = new AtomicBoolean(true);
        world.start(new Ledger(world.consumer, world.topic, false) {
            @Override
            public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
                if (failing.get()) {
                    throw new IllegalStateException("A bug of this handler");
                }
                super.sweep(transaction, resynchronisation);
            }
        });
        world.publish(changes(COMPANY, 1, 3));

        world.publish(List.of(change(LATER_EPOCH, COMPANY, 1), endOfSnapshot(2)));
        await().until(() -> world.count("velvet.consumer.retries") >= 3);
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 3)));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 3));
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(3));
        failing.set(false);

        awaitSwept();
        assertSwept(COMPANY, 2);
        assertHeld(COMPANY, LongStream.of(1, 3));
    }

    @Test
    void whatEndedWhileTheConsumerWasAwayIsSwept() {
        followThenStop();
        hold(COMPANY, GONE);
        hold(COMPANY_OF_SAME_PARTITION, GONE + 1);
        stayAway("8 days");
        world.publish(changes(COMPANY, 15, 20));

        world.start(world.ledger());

        awaitSwept();
        assertSwept(COMPANY, GONE);
        assertSwept(COMPANY_OF_SAME_PARTITION, GONE + 1);
        assertHeld(COMPANY, LongStream.concat(LongStream.rangeClosed(1, 10), LongStream.rangeClosed(15, 20)));
        assertHeld(COMPANY_OF_SAME_PARTITION, LongStream.rangeClosed(1, 3));
        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 15L, 16L, 17L, 18L, 19L, 20L));
        assertEquals(0, world.count("velvet.consumer.gaps"));
    }

    @Test
    void companyOfWhichTheTopicNamesNothingAnyMoreIsSweptToo() {
        followThenStop();
        world.execute("""
                insert into consumer_sequence (company_id, consumer, topic, partition, epoch, sequence)
                values (13, '%s', '%s', 1, '%s', 40)""".formatted(world.consumer, world.topic, EPOCH));
        hold(13, GONE);
        stayAway("8 days");
        world.publish(changes(COMPANY, 11, 11));

        world.start(world.ledger());

        awaitSwept();
        assertSwept(13, GONE);
    }

    @Test
    void consumerAwayForLessThanTheCompactionLagGoesOnWhereItWas() {
        followThenStop();
        hold(COMPANY, GONE);
        stayAway("6 days");
        world.publish(changes(COMPANY, 11, 12));

        world.start(world.ledger());

        world.awaitApplied(COMPANY, upTo(12));
        assertEquals(0, world.queryNumber("select count(*) from consumer_sequence where sweep_offset is not null"));
        assertEquals(0, world.count("velvet.consumer.repeated"));
        assertEquals(0, world.queryNumber("select count(*) from swept"));
    }

    @Test
    void idlePartitionIsNotTakenForOneThatWasNotFollowed() {
        followThenStop();
        hold(COMPANY, GONE);
        stayAway("8 days");
        var second = world.start(world.ledger());
        world.awaitNumber(0, "select count(*) from consumer_position where advanced_at < now() - interval '1 day'");
        second.close();

        world.publish(changes(COMPANY, 11, 12));
        world.start(world.ledger());

        world.awaitApplied(COMPANY, upTo(12));
        assertEquals(0, world.count("velvet.consumer.repeated"));
        assertEquals(0, world.queryNumber("select count(*) from swept"));
    }

    @Test
    void consumerThatStoodStillTooLongWithoutBeingStoppedReadsAnew() {
        world.publish(changes(COMPANY, 1, 10));
        world.start(world.ledger());
        world.awaitApplied(COMPANY, upTo(10));
        hold(COMPANY, GONE);

        stayAway("8 days");
        world.publish(changes(COMPANY, 11, 12));

        awaitSwept();
        assertSwept(COMPANY, GONE);
        world.awaitApplied(COMPANY, upTo(12));
    }

    @Test
    void changesDuringTheRebuildCountAndLive() {
        followThenStop();
        hold(COMPANY, GONE);
        stayAway("8 days");
        world.publish(changes(COMPANY, 11, 200));
        var next = new AtomicInteger(201);

        world.start(world.ledger(), ConsumerWorld.SETTINGS, step -> {
            if (step == ConsumerStep.POLLED && next.get() <= 220) {
                world.publish(List.of(change(EPOCH, COMPANY, next.getAndIncrement())));
            }
        });

        world.awaitApplied(COMPANY, upTo(220));
        awaitSwept();
        assertSwept(COMPANY, GONE);
        assertHeld(COMPANY, LongStream.rangeClosed(1, 220));
    }

    @Test
    void tombstoneBehindAChangeThatWasReadBeforeTakesItsNameBack() {
        followThenStop();
        stayAway("8 days");
        // in a later batch than the change
        world.publish(changes(COMPANY, 11, 120));
        world.publishRecords(List.of(world.tombstone(COMPANY, 7)));

        world.start(world.ledger());

        awaitSwept();
        assertSwept(COMPANY, 7);
    }

    @Test
    void entityWhoseLatestChangeCannotBeReadIsNotTakenForGone() {
        world.publish(changes(COMPANY, 1, 2));
        world.publishRecords(List.of(world.unreadable(COMPANY, 3)));
        stopOnceApplied(List.of(1L, 2L));
        hold(COMPANY, 3);
        stayAway("8 days");
        world.publish(changes(COMPANY, 4, 4));

        world.start(world.ledger());

        awaitSwept();
        assertHeld(COMPANY, LongStream.rangeClosed(1, 4));
    }

    @Test
    void snapshotOfALaterEpochIsNoEndOfTheRebuild() {
        followThenStop();
        hold(COMPANY, GONE);
        stayAway("8 days");
        // what the snapshot said of 2 to 10 was compacted away: later changes say more
        world.publish(List.of(change(LATER_EPOCH, COMPANY, 1), endOfSnapshot(11)));
        world.publish(LongStream.rangeClosed(2, 10)
                .mapToObj(id -> change(LATER_EPOCH, COMPANY, 10 + id, id))
                .toList());

        world.start(world.ledger());

        awaitSwept();
        assertSwept(COMPANY, GONE);
        assertHeld(COMPANY, LongStream.rangeClosed(1, 10));
    }

    @Test
    void stoppedCompanyIsSweptOnceItGoesOn() {
        world.publish(changes(COMPANY, 1, 3));
        world.publishRecords(List.of(world.unreadable(COMPANY, 4)));
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 3));
        var first = world.start(world.stoppingLedger());
        world.awaitApplied(COMPANY_OF_SAME_PARTITION, upTo(3));
        first.close();
        hold(COMPANY, GONE);
        hold(COMPANY_OF_SAME_PARTITION, GONE);
        stayAway("8 days");
        world.publish(changes(COMPANY, 5, 6));

        world.start(world.stoppingLedger());
        world.awaitNumber(1, "select count(*) from swept");
        assertSwept(COMPANY_OF_SAME_PARTITION, GONE);
        world.execute("delete from consumer_parked where record_offset = (select failed_offset from consumer_stopped)");
        world.execute("select resume_stopped_company('" + world.consumer + "', 5)");

        world.awaitApplied(COMPANY, List.of(1L, 2L, 3L, 5L, 6L));
        awaitSwept();
        assertSwept(COMPANY, GONE);
    }

    @Test
    void killedInTheMiddleOfARebuildItEndsItNextTime() throws Exception {
        var mortals = List.of("begun", "early", "late", "sweeping");
        world.publish(changes(COMPANY, 1, 120));
        for (var mortal : mortals) {
            var first = world.start(new Ledger(mortal, world.topic, false));
            await().until(() ->
                    Ledger.sequences(world.database, mortal, COMPANY).equals(upTo(120)));
            first.close();
            hold(mortal, COMPANY, GONE);
        }
        stayAway("8 days");
        world.publish(changes(COMPANY, 121, 240));
        var process = ConsumerProcess.start(
                world,
                List.of(
                        ConsumerProcess.argument("begun", false, ConsumerStep.REBUILD_BEGUN, 1),
                        ConsumerProcess.argument("early", false, ConsumerStep.COMMITTED, 1),
                        ConsumerProcess.argument("late", false, ConsumerStep.SEQUENCES_STORED, 2),
                        ConsumerProcess.argument("sweeping", false, ConsumerStep.SWEPT, 1)));
        ConsumerProcess.awaitHalted(process, mortals);
        process.destroyForcibly().waitFor();
        assertEquals(0, world.queryNumber("select count(*) from swept"));

        mortals.forEach(mortal -> world.start(new Ledger(mortal, world.topic, false)));

        world.awaitNumber(mortals.size(), "select count(*) from swept where id = " + GONE);
        world.awaitNumber(240L * mortals.size(), "select count(*) from held");
        assertEquals(mortals.size(), world.queryNumber("select count(*) from swept"));
        for (var mortal : mortals) {
            assertEquals(upTo(240), Ledger.sequences(world.database, mortal, COMPANY));
        }
    }

    private void followThenStop() {
        world.publish(changes(COMPANY_OF_SAME_PARTITION, 1, 3));
        world.publish(changes(COMPANY_OF_OTHER_PARTITION, 1, 3));
        world.publish(changes(COMPANY, 1, 10));
        stopOnceApplied(upTo(10));
    }

    private void stopOnceApplied(List<Long> sequences) {
        var first = world.start(world.ledger());
        world.awaitApplied(COMPANY, sequences);
        first.close();
    }

    /** As if it had been created before the topic was compacted, and destroyed since. */
    private void hold(long companyId, long id) {
        hold(world.consumer, companyId, id);
    }

    private void hold(String consumer, long companyId, long id) {
        world.execute("insert into held values ('%s', %d, %d)".formatted(consumer, companyId, id));
    }

    private void stayAway(String interval) {
        world.execute("update consumer_position set advanced_at = advanced_at - interval '" + interval + "'");
    }

    /** Until there is nothing to sweep any more, nor named. */
    private void awaitSwept() {
        await().until(() -> world.queryNumber("select count(*) from swept") > 0
                || world.queryNumber("select count(*) from consumer_position where topic = '" + world.topic
                                + "' and advanced_at < now() - interval '1 day'")
                        == 0);
        world.awaitNumber(
                0,
                "select count(*) from consumer_sequence where (resynchronising or sweep_offset is not null)"
                        + " and not exists (select 1 from consumer_stopped)");
        assertEquals(0, world.queryNumber("select count(*) from consumer_named"));
    }

    private void assertSwept(long companyId, long... ids) {
        assertIds("swept", companyId, LongStream.of(ids));
    }

    private void assertHeld(long companyId, LongStream ids) {
        assertIds("held", companyId, ids);
    }

    private void assertIds(String table, long companyId, LongStream ids) {
        assertEquals(
                ids.boxed().toList(),
                world.queryNumbers("select id from %s where consumer = '%s' and company_id = %d order by id"
                        .formatted(table, world.consumer, companyId)));
    }

    private static Envelope endOfSnapshot(long sequence) {
        return new Envelope(
                LATER_EPOCH,
                COMPANY,
                sequence,
                EpochSnapshot.END_CLASS_NAME,
                COMPANY,
                Action.UPDATE,
                "{\"epoch\":\"" + LATER_EPOCH + "\"}",
                "",
                null,
                null,
                Instant.parse("2026-02-01T10:00:00Z"),
                null);
    }
}
