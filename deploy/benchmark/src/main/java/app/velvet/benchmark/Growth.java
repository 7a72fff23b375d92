package app.velvet.benchmark;

import app.velvet.benchmark.Turns.Contestant;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What pulls of a large feed cost, beside the same pulls of one of the usual size, by how many keys the reader has. */
final class Growth implements Part {

    static final String NAME = "growth";

    private static final List<Integer> ELEMENTS = List.of(0, 10, 1_000);
    private static final double FEW_KEYS = 1.3;
    private static final double MANY_KEYS = 1.7;

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        try (var usual = FeedWorld.of(bench, "feed_usual", PullsBesideOthers.usualData(bench));
                var large = FeedWorld.of(bench, "feed_large", FeedData.ofEntries(bench.size()));
                var usualService = usual.start();
                var largeService = large.start()) {
            for (var reach : Reach.values()) {
                for (int elements : ELEMENTS) {
                    var what = "pull, " + elements + " elements, " + reach.keys();
                    bench.tell(what);
                    var compared = Turns.take(
                            1 / limit(reach),
                            bench.rounds(),
                            () -> {},
                            List.of(
                                    contestant(bench, "large", large, largeService, reach, elements),
                                    contestant(bench, "usual", usual, usualService, reach, elements)));
                    bench.findings().addCost(NAME, what, compared, limit(reach));
                }
            }
        }
    }

    private static double limit(Reach reach) {
        return reach == Reach.TEN_KEYS ? MANY_KEYS : FEW_KEYS;
    }

    private static Contestant contestant(
            Bench bench, String name, FeedWorld world, PackagedProcess service, Reach reach, int elements)
            throws IOException {
        var since = world.data().since(reach, elements);
        var requests = Requests.ofService(bench, service, world.readers(reach), since, elements);
        var pulling = PullsBesideOthers.pulling(bench, service, requests);
        pulling.warmUp();
        return new Contestant(name, pulling::run, PullsBesideOthers.cpuTime(bench, service));
    }
}
