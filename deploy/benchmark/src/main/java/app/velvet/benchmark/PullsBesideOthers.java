package app.velvet.benchmark;

import app.velvet.benchmark.Turns.Contestant;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Pulls of nothing, of some and of many elements, beside the minimal endpoint and beside PostgreSQL alone. */
final class PullsBesideOthers implements Part {

    static final long ENTRIES = 100_000;
    static final String NAME = "pulls";

    private static final String SELECT = """
            \\set company_id random(%1$d, %2$d)
            \\set shard :company_id %% 64
            select full_json from feed_entry
             where shard = :shard and company_id = :company_id and audience_key = :key and visible_at >= :since
             order by visible_at, class_name, entity_id;
            """;

    /** @param cpuMicros what a pull of so many elements may cost; 0 for no limit */
    private record Kind(int elements, double goal, double cpuMicros) {}

    private static final List<Kind> KINDS =
            List.of(new Kind(0, 1.2, 60), new Kind(10, 0.8, 130), new Kind(1_000, 0.9, 0));

    /** The feed of the usual size, or of a smaller one if that is all there is to be. */
    static FeedData usualData(Bench bench) {
        return FeedData.ofEntries(Math.min(ENTRIES, bench.size()));
    }

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        try (var world = FeedWorld.of(bench, "feed", usualData(bench));
                var service = world.start();
                var minimal = world.startMinimal()) {
            for (var kind : KINDS) {
                measure(bench, world, service, minimal, kind);
            }
            new LargePulls(bench, world, service).measure();
        }
    }

    private void measure(Bench bench, FeedWorld world, PackagedProcess service, PackagedProcess minimal, Kind kind)
            throws IOException {
        var what = "pull, " + kind.elements + " elements";
        bench.tell(what);
        var since = world.data().since(Reach.ONE_KEY, kind.elements);
        var ofService = Requests.ofService(bench, service, world.readers(Reach.ONE_KEY), since, kind.elements);
        var ofMinimal = Requests.ofMinimal(bench, minimal, world.data(), since, kind.elements);
        var pulling = pulling(bench, service, ofService);
        var pullingMinimal = pulling(bench, minimal, ofMinimal);
        var selecting = selecting(bench, world, since);
        pulling.warmUp();
        pullingMinimal.warmUp();
        var compared = Turns.take(
                kind.goal,
                bench.rounds(),
                () -> {},
                List.of(
                        new Contestant("sync-service", pulling::run, cpuTime(bench, service)),
                        new Contestant("minimal", pullingMinimal::run, cpuTime(bench, minimal)),
                        new Contestant("pgbench", () -> selecting.run(bench.seconds()), bench::cpuTimeOfPostgres)));
        bench.findings().add(NAME, what, "/s", compared);
        if (kind.cpuMicros > 0) {
            double cpu = compared.median(0).cpuMicros();
            bench.findings().add(NAME, what + ", CPU", "", cpu, Goal.atMost(kind.cpuMicros, " µs"));
        }
    }

    static Supplier<Duration> cpuTime(Bench bench, PackagedProcess server) {
        return () -> server.cpuTime().plus(bench.cpuTimeOfPostgres());
    }

    /** wrk with certain requests. */
    record Pulling(Wrk wrk, Requests requests, int seconds, int warmUpSeconds) {

        Load run() {
            return wrk.run(seconds, requests.file().toString(), Integer.toString(requests.length()));
        }

        void warmUp() {
            if (warmUpSeconds > 0) {
                wrk.warmUp(warmUpSeconds, requests.file().toString(), Integer.toString(requests.length()));
            }
        }
    }

    static Pulling pulling(Bench bench, PackagedProcess server, Requests requests) throws IOException {
        var wrk = new Wrk(bench.children(), bench.work(), server.url(), "pulls.lua");
        return new Pulling(wrk, requests, bench.seconds(), bench.warmUpSeconds());
    }

    private static Pgbench selecting(Bench bench, FeedWorld world, Instant since) throws IOException {
        long first = FeedData.companyId(0);
        return new Pgbench(
                bench.children(),
                bench.work(),
                bench.postgres(),
                world.name(),
                Wrk.CONNECTIONS,
                "pulls",
                SELECT.formatted(first, first + world.data().companies() - 1),
                Map.of("key", FeedData.wholeCompany(), "since", since.toString()));
    }
}
