package app.velvet.benchmark;

import app.velvet.benchmark.Rounds.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What came out, line by line, each beside its goal. */
final class Findings {

    /**
     * One thing with a goal.
     *
     * @param seen what the value comes from, for people
     */
    record Finding(String part, String what, String seen, double value, Goal goal) {

        double reached() {
            return goal.reachedBy(value);
        }

        boolean isShort() {
            return goal.isGiven() && reached() < 1;
        }
    }

    private final List<Finding> findings = new ArrayList<>();
    private final StringBuilder rounds = new StringBuilder("part,what,contestant,round,per_second,cpu_micros_each\n");

    void add(String part, String what, String seen, double value, Goal goal) {
        findings.add(new Finding(part, what, seen, value, goal));
        System.out.printf("%s, %s: %s%s (%s)%n", part, what, Goal.number(value), goal.unit(), goal);
    }

    /** A comparison: the ratio of the first to the second, and beside it the processor time. */
    void add(String part, String what, String unit, Rounds compared) {
        rounds.append(compared.csvLines(part + ",\"" + what + "\","));
        add(part, what, seen(compared, unit), compared.ratio(), Goal.atLeast(compared.goal(), " ×"));
    }

    /** A comparison in which the first may cost so much more processor time than the second. */
    void addCost(String part, String what, Rounds compared, double limit) {
        rounds.append(compared.csvLines(part + ",\"" + what + "\","));
        add(part, what, seen(compared, "/s"), compared.cpuRatio(), Goal.atMost(limit, " ×"));
    }

    private static String seen(Rounds compared, String unit) {
        return IntStream.range(0, compared.contestants().size())
                .mapToObj(place -> told(compared.contestants().get(place), compared.median(place), unit))
                .collect(Collectors.joining("; "));
    }

    private static String told(String contestant, Measured median, String unit) {
        return String.format(
                Locale.ROOT,
                "%s %s%s, %s µs",
                contestant,
                Goal.number(median.perSecond()),
                unit,
                Goal.number(median.cpuMicros()));
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    String table() {
        var table = new StringBuilder(
                line("", "", "reached", "goal", "", "seen (medians; CPU time each, of the whole server side)"));
        for (var finding : findings) {
            table.append(line(
                    finding.part(),
                    finding.what(),
                    Goal.number(finding.value()) + finding.goal().unit(),
                    finding.goal().toString(),
                    finding.isShort() ? "short" : "",
                    finding.seen()));
        }
        return table.toString();
    }

    private static String line(String part, String what, String reached, String goal, String verdict, String seen) {
        return String.format("%-10s %-44s %12s  %-18s %-6s %s%n", part, what, reached, goal, verdict, seen);
    }

    /** What was found. */
    String csv() {
        var csv = new StringBuilder("part,what,value,unit,goal,reached\n");
        for (var finding : findings) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,\"%s\",%.4f,%s,%s,%.3f%n",
                    finding.part(),
                    finding.what(),
                    finding.value(),
                    finding.goal().unit().strip(),
                    finding.goal(),
                    finding.reached()));
        }
        return csv.toString();
    }

    /** Every round of every comparison. */
    String roundsCsv() {
        return rounds.toString();
    }

    /** Prints all of it, and leaves it in files. */
    void report(String name, String title) throws IOException {
        Path csv = Files.writeString(Command.TARGET.resolve(name + ".csv"), csv());
        Path rounds = Files.writeString(Command.TARGET.resolve(name + "-rounds.csv"), roundsCsv());
        Path plot = Files.writeString(Command.TARGET.resolve(name + ".svg"), new GoalPlot(title, all()).svg());
        System.out.printf("%n%s%nAlso in %s, %s and %s%n", table(), csv, rounds, plot);
    }
}
