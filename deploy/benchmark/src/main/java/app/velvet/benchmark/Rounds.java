package app.velvet.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What several contestants did in turns, and what it comes to. The first is ours; the goal is a part of what the second does. */
final class Rounds {

    private static final String CSV_COLUMNS = "what,round,requests_per_second,cpu_micros_per_request\n";

    private final double goal;
    private final Map<String, List<Measured>> measured = new LinkedHashMap<>();

    /** @param cpuMicros of the whole server side, for each request */
    record Measured(double perSecond, double cpuMicros) {

        static Measured of(Load load, Duration cpu) {
            return new Measured(load.perSecond(), cpu.toNanos() / 1e3 / load.requests());
        }
    }

    Rounds(double goal, List<String> contestants) {
        this.goal = goal;
        contestants.forEach(contestant -> measured.put(contestant, new ArrayList<>()));
    }

    void add(String contestant, Measured round) {
        measured.get(contestant).add(round);
    }

    double goal() {
        return goal;
    }

    List<String> contestants() {
        return List.copyOf(measured.keySet());
    }

    List<Measured> of(int contestant) {
        return measured.get(contestants().get(contestant));
    }

    Measured median(int contestant) {
        return median(of(contestant));
    }

    static Measured median(List<Measured> rounds) {
        return new Measured(median(rounds, Measured::perSecond), median(rounds, Measured::cpuMicros));
    }

    /** How much of what the second does ours does, of the medians. */
    double ratio() {
        return median(0).perSecond() / median(1).perSecond();
    }

    double cpuRatio() {
        return median(0).cpuMicros() / median(1).cpuMicros();
    }

    String table() {
        var table = new StringBuilder(String.format("%-28s %12s %18s%n", "", "requests/s", "CPU µs/request"));
        for (int place = 0; place < measured.size(); place++) {
            var median = median(place);
            table.append(String.format(
                    Locale.ROOT,
                    "%-28s %12.0f %18.0f%n",
                    contestants().get(place) + ", median",
                    median.perSecond(),
                    median.cpuMicros()));
        }
        table.append(String.format(Locale.ROOT, "%-28s %12.3f %18.1f%n", "ratio", ratio(), cpuRatio()));
        table.append(String.format(Locale.ROOT, "%-28s %12s %18s%n", "goal", "at least " + goal, ""));
        return table.toString();
    }

    String csv() {
        return CSV_COLUMNS + csvLines("");
    }

    /** @param prefix of each line, with its comma if there is one */
    String csvLines(String prefix) {
        var csv = new StringBuilder();
        measured.forEach((contestant, rounds) -> {
            for (int round = 0; round < rounds.size(); round++) {
                csv.append(prefix).append(line(contestant, Integer.toString(round + 1), rounds.get(round)));
            }
            csv.append(prefix).append(line(contestant, "median", median(rounds)));
        });
        csv.append(prefix).append(String.format(Locale.ROOT, "ratio,median,%.3f,%.3f%n", ratio(), cpuRatio()));
        csv.append(prefix).append(String.format(Locale.ROOT, "goal,median,%.3f,%n", goal));
        return csv.toString();
    }

    private static String line(String what, String round, Measured measured) {
        return String.format(Locale.ROOT, "%s,%s,%.1f,%.1f%n", what, round, measured.perSecond(), measured.cpuMicros());
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> value) {
        return Medians.median(rounds.stream().mapToDouble(value).toArray());
    }
}
