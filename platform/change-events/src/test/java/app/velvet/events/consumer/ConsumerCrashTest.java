package app.velvet.events.consumer;

import static app.velvet.events.consumer.ConsumerWorld.changes;
import static app.velvet.events.consumer.ConsumerWorld.upTo;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.TestKafka;
import app.velvet.testing.TopicProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumers that die, freeze, or fight for the same partitions. */
@Timeout(240)
class ConsumerCrashTest {

    private static final int COMPANIES = 8;
    private static final int CHANGES = 60;
    private static final long UNREADABLE_COMPANY = 3;
    /** So early that more comes after it than one batch holds: however the batches fall, two of them meet the stop. */
    private static final long UNREADABLE_SEQUENCE = 5;

    private static final EnumSet<ConsumerStep> OF_A_REBUILD =
            EnumSet.of(ConsumerStep.REBUILD_BEGUN, ConsumerStep.SWEPT);

    /** There is only one record to put aside, and perhaps all has been applied before a second look. */
    private static final EnumSet<ConsumerStep> ONCE =
            EnumSet.of(ConsumerStep.DEAD_LETTERS_SENT, ConsumerStep.CATCH_UP_CHECKED);

    /** One that dies the first or the second time that it has done a step. */
    private record Mortal(String consumer, boolean stopsCompanies, ConsumerStep step, int time) {

        String argument() {
            return ConsumerProcess.argument(consumer, stopsCompanies, step, time);
        }
    }

    @Test
    void killedBetweenAnyTwoStepsNothingIsLostAndNothingCountsTwice() throws Exception {
        try (var world = new ConsumerWorld()) {
            publishAll(world);
            var mortals = mortals();
            var process = ConsumerProcess.start(
                    world, mortals.stream().map(Mortal::argument).toList());
            ConsumerProcess.awaitHalted(
                    process, mortals.stream().map(Mortal::consumer).toList());
            process.destroyForcibly().waitFor();

            mortals.forEach(mortal -> world.start(
                    new Ledger(mortal.consumer(), world.topic, mortal.stopsCompanies()), ConsumerWorld.OF_MANY));

            for (var mortal : mortals) {
                awaitAllApplied(world, mortal.consumer(), mortal.stopsCompanies());
            }
        }
    }

    private static List<Mortal> mortals() {
        var mortals = new ArrayList<Mortal>();
        for (var step : EnumSet.complementOf(OF_A_REBUILD)) {
            var stopsCompanies = step == ConsumerStep.COMPANIES_STOPPED;
            mortals.add(new Mortal("first-" + step.ordinal(), stopsCompanies, step, 1));
            if (!ONCE.contains(step)) {
                mortals.add(new Mortal("second-" + step.ordinal(), stopsCompanies, step, 2));
            }
        }
        return mortals;
    }

    @Test
    void frozenInsideItsTransactionItCannotHoldUpNorRepeatWhatAnotherDoes() throws Exception {
        try (var world = new ConsumerWorld()) {
            publishAll(world);
            var process = ConsumerProcess.start(
                    world, List.of(ConsumerProcess.argument("frozen", false, ConsumerStep.APPLIED, 2)));
            ConsumerProcess.awaitHalted(process, List.of("frozen"));
            signal("STOP", process);

            var other = world.start(new Ledger("frozen", world.topic, false));
            awaitAllApplied(world, "frozen", false);

            signal("CONT", process);
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            other.close();
            for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
                world.publish(changes(companyId, CHANGES + 1, CHANGES + 5));
            }
            for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
                awaitApplied(world, "frozen", companyId, expected(companyId, CHANGES + 5));
            }
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void partitionsThatChangeHandsAreAppliedOnceAndInOrder() {
        try (var world = new ConsumerWorld()) {
            world.start(new Ledger("group", world.topic, false));
            for (var round = 0; round < 6; round++) {
                var passing = world.start(new Ledger("group", world.topic, false));
                for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
                    world.publish(changes(companyId, round * 10 + 1, round * 10 + 10));
                }
                var published = (round + 1) * 10L * COMPANIES;
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> world.queryNumber("select count(*) from ledger") == published);
                passing.close();
            }

            for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
                awaitApplied(world, "group", companyId, upTo(60));
            }
        }
    }

    @Test
    void consumerOutlivesItsBrokerAndKeepsNoProcessorBusyMeanwhile() {
        try (var kafka = TestKafka.own("consumed");
                var world = new ConsumerWorld(kafka.bootstrap())) {
            world.start(new Ledger("survivor", world.topic, true));
            world.publish(changes(1, 1, 20));
            awaitApplied(world, "survivor", 1, upTo(20));

            kafka.stop();
            awaitRest(new ProcessorTime("survivor"));
            kafka.start();
            world.publish(changes(1, 21, 40));

            awaitApplied(world, "survivor", 1, upTo(40));
        }
    }

    /** A second in which it has hardly done anything. */
    private static void awaitRest(ProcessorTime consumer) {
        var second = Duration.ofSeconds(1);
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(second)
                .pollInterval(second)
                .until(() -> consumer.since().compareTo(second.dividedBy(10)) < 0);
    }

    private static void publishAll(ConsumerWorld world) {
        for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
            for (var first = 1; first <= CHANGES; first += 20) {
                var records = changes(companyId, first, first + 19).stream()
                        .map(change ->
                                change.companyId() == UNREADABLE_COMPANY && change.sequence() == UNREADABLE_SEQUENCE
                                        ? world.unreadable(change.companyId(), change.sequence())
                                        : world.record(change))
                        .toList();
                world.publishRecords(records);
            }
        }
    }

    private static void awaitAllApplied(ConsumerWorld world, String consumer, boolean stopsCompanies) {
        for (var companyId = 1L; companyId <= COMPANIES; companyId++) {
            var stops = stopsCompanies && companyId == UNREADABLE_COMPANY;
            awaitApplied(
                    world, consumer, companyId, stops ? upTo(UNREADABLE_SEQUENCE - 1) : expected(companyId, CHANGES));
        }
        if (stopsCompanies) {
            await().until(() ->
                    world.queryNumber("select count(*) from consumer_parked where consumer = '" + consumer + "'")
                            == CHANGES - UNREADABLE_SEQUENCE + 1);
        } else {
            try (var probe = TopicProbe.fromStart(world.bootstrap, world.topic + ".dead." + consumer)) {
                probe.await(1);
            }
        }
    }

    private static List<Long> expected(long companyId, long last) {
        return LongStream.rangeClosed(1, last)
                .filter(sequence -> companyId != UNREADABLE_COMPANY || sequence != UNREADABLE_SEQUENCE)
                .boxed()
                .toList();
    }

    private static void awaitApplied(ConsumerWorld world, String consumer, long companyId, List<Long> sequences) {
        await(consumer + " applied all of company " + companyId)
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertEquals(sequences, Ledger.sequences(world.database, consumer, companyId), consumer));
    }

    private static void signal(String signal, Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                        .start()
                        .waitFor());
    }
}
