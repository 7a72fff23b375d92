package app.velvet.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, and what it comes to. */
final class Rounds {

    /** Of what pgbench does. */
    static final double GOAL = 0.4;

    private final List<Measured> service = new ArrayList<>();
    private final List<Measured> pgbench = new ArrayList<>();

    /** @param cpuMicros of the whole server side, for each request */
    record Measured(double perSecond, double cpuMicros) {

        static Measured of(Load load, Duration cpu) {
            return new Measured(load.perSecond(), cpu.toNanos() / 1e3 / load.requests());
        }
    }

    void add(Measured ofService, Measured ofPgbench) {
        service.add(ofService);
        pgbench.add(ofPgbench);
    }

    List<Measured> service() {
        return List.copyOf(service);
    }

    List<Measured> pgbench() {
        return List.copyOf(pgbench);
    }

    static Measured median(List<Measured> rounds) {
        return new Measured(median(rounds, Measured::perSecond), median(rounds, Measured::cpuMicros));
    }

    /** How much of what pgbench does the service does, of the medians. */
    double ratio() {
        return median(service).perSecond() / median(pgbench).perSecond();
    }

    double cpuRatio() {
        return median(service).cpuMicros() / median(pgbench).cpuMicros();
    }

    String table() {
        var table = new StringBuilder(String.format("%-28s %12s %18s%n", "", "requests/s", "CPU µs/request"));
        table.append(row("contacts-service, median", median(service)));
        table.append(row("pgbench, median", median(pgbench)));
        table.append(String.format(Locale.ROOT, "%-28s %12.3f %18.1f%n", "ratio", ratio(), cpuRatio()));
        table.append(String.format(Locale.ROOT, "%-28s %12s %18s%n", "goal", "at least " + GOAL, ""));
        return table.toString();
    }

    private static String row(String what, Measured measured) {
        return String.format(Locale.ROOT, "%-28s %12.0f %18.0f%n", what, measured.perSecond(), measured.cpuMicros());
    }

    String csv() {
        var csv = new StringBuilder("what,round,requests_per_second,cpu_micros_per_request\n");
        append(csv, "contacts-service", service);
        append(csv, "pgbench", pgbench);
        csv.append(String.format(Locale.ROOT, "ratio,median,%.3f,%.3f%n", ratio(), cpuRatio()));
        csv.append(String.format(Locale.ROOT, "goal,median,%.3f,%n", GOAL));
        return csv.toString();
    }

    private static void append(StringBuilder csv, String what, List<Measured> rounds) {
        for (int round = 0; round < rounds.size(); round++) {
            csv.append(line(what, Integer.toString(round + 1), rounds.get(round)));
        }
        csv.append(line(what, "median", median(rounds)));
    }

    private static String line(String what, String round, Measured measured) {
        return String.format(Locale.ROOT, "%s,%s,%.1f,%.1f%n", what, round, measured.perSecond(), measured.cpuMicros());
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> value) {
        var sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
