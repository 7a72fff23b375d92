package app.velvet.benchmark;

import app.velvet.testing.TestPostgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What {@code deploy/benchmark/pulls} runs: the feed, part by part, beside what could be as fast as possible. */
public final class Pulls {

    private static final Map<String, Supplier<Part>> PARTS = parts();

    private Pulls() {}

    private static Map<String, Supplier<Part>> parts() {
        var parts = new LinkedHashMap<String, Supplier<Part>>();
        parts.put(PullsBesideOthers.NAME, PullsBesideOthers::new);
        parts.put(Growth.NAME, Growth::new);
        parts.put(CatchingUp.NAME, CatchingUp::new);
        parts.put(Lag.NAME, Lag::new);
        parts.put(LongPolls.NAME, LongPolls::new);
        parts.put(Snapshots.NAME, Snapshots::new);
        return parts;
    }

    /** @param arguments names of parts separated by commas, or nothing for all; rounds; seconds; entries of a large feed */
    public static void main(String[] arguments) {
        var chosen = arguments[0].isEmpty() ? List.copyOf(PARTS.keySet()) : List.of(arguments[0].split(","));
        if (!PARTS.keySet().containsAll(chosen)) {
            System.err.println("There are the parts " + String.join(", ", PARTS.keySet()));
            System.exit(1);
        }
        Command.run("pulls", (children, work) -> {
            System.out.println("Starting PostgreSQL");
            var bench = new Bench(
                    children,
                    work,
                    TestPostgres.durable("pulls"),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Long.parseLong(arguments[3]),
                    new Findings());
            run(bench, chosen);
            bench.findings().report("pulls", "The feed");
        });
    }

    /** One part after the other. */
    static void run(Bench bench, List<String> chosen) throws Exception {
        for (var name : chosen) {
            System.out.println("Measuring " + name);
            PARTS.get(name).get().measure(bench);
        }
    }

    static List<String> names() {
        return List.copyOf(PARTS.keySet());
    }
}
