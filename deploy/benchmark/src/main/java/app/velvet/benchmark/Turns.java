package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Has contestants work in turns, so that what else the machine does hits all of them alike. */
final class Turns {

    /**
     * One of those that are compared.
     *
     * @param load what it does in one round
     * @param cpuTime what its whole server side has used so far
     */
    record Contestant(String name, Supplier<Load> load, Supplier<Duration> cpuTime) {

        private Measured measure() {
            var before = cpuTime.get();
            var done = load.get();
            return Measured.of(done, cpuTime.get().minus(before));
        }
    }

    private Turns() {}

    /** @param before what is done before each turn */
    static Rounds take(double goal, int count, Runnable before, List<Contestant> contestants) {
        var rounds = new Rounds(goal, contestants.stream().map(Contestant::name).toList());
        for (int round = 1; round <= count; round++) {
            for (var contestant : contestants) {
                before.run();
                rounds.add(contestant.name(), contestant.measure());
            }
            System.out.println("round " + round + ": " + latest(rounds));
        }
        return rounds;
    }

    /** What each did in its last turn. */
    static String latest(Rounds rounds) {
        return IntStream.range(0, rounds.contestants().size())
                .mapToObj(place -> told(rounds.contestants().get(place), rounds.of(place)))
                .collect(Collectors.joining("; "));
    }

    private static String told(String contestant, List<Measured> rounds) {
        var last = rounds.get(rounds.size() - 1);
        return String.format(Locale.ROOT, "%s %.0f/s, %.0f µs", contestant, last.perSecond(), last.cpuMicros());
    }
}
