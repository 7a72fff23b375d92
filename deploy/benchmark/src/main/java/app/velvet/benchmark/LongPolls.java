package app.velvet.benchmark;

import app.velvet.benchmark.FeedWorld.Reader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/** Many polls that wait in one replica, of which a change concerns some and must wake no others. */
final class LongPolls implements Part {

    static final String NAME = "polls";

    private static final int MOST_WAITING = 5_000;
    private static final int OTHER_COMPANIES = 40;
    private static final int ENTITIES_BEFORE = 100;
    private static final int HEAP_MEGABYTES = 512;
    private static final String WAITING = "velvet_sync_polls_waiting";
    private static final String WOKEN = "velvet_sync_polls_woken_total";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** In which others would hear of it too, if they did. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private static final long FIRST_CHANGED = 30_000_001;

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        // a fifth of all in the first company, the others in others
        int concerned = (int) Math.max(10, Math.min(MOST_WAITING, bench.size() / 500) / 5);
        int inEachOther = Math.max(1, 4 * concerned / OTHER_COMPANIES);
        var staff = new ArrayList<List<Reach>>();
        staff.add(Collections.nCopies(concerned, Reach.ONE_KEY));
        for (int company = 1; company <= OTHER_COMPANIES; company++) {
            staff.add(Collections.nCopies(inEachOther, Reach.ONE_KEY));
        }
        try (var world = FeedWorld.of(bench, "feed_polls", FeedData.of(staff.size(), ENTITIES_BEFORE), staff);
                var service = world.start(HEAP_MEGABYTES).awaitReady("/q/health/ready")) {
            measure(bench, world, service, concerned);
        }
    }

    private static void measure(Bench bench, FeedWorld world, PackagedProcess service, int concerned)
            throws IOException {
        var readers = world.readers(Reach.ONE_KEY);
        try (var polls = WaitingClients.open(service, readers, world.data().since(Reach.ONE_KEY, 0))) {
            awaitWaiting(service, polls, readers.size());
            measure(bench, world, service, polls, readers, concerned);
        }
    }

    private static void awaitWaiting(PackagedProcess service, WaitingClients polls, int count) {
        Awaitility.await("all polls to wait").atMost(PATIENCE).until(() -> {
            polls.requireNoFailure();
            return Metrics.value(service, WAITING) == count;
        });
    }

    private static void measure(
            Bench bench,
            FeedWorld world,
            PackagedProcess service,
            WaitingClients polls,
            List<Reader> readers,
            int concerned)
            throws IOException {
        var millis = new double[bench.rounds()];
        double wokenInVain = 0;
        for (int round = -1; round < millis.length; round++) {
            awaitWaiting(service, polls, readers.size());
            double woken = Metrics.value(service, WOKEN);
            long changed = System.nanoTime();
            polls.expect(concerned);
            publish(world, FIRST_CHANGED + round);
            double taken = (polls.awaitTold(PATIENCE) - changed) / 1e6;
            polls.awaitQuiet(AFTERMATH);
            wokenInVain += Metrics.value(service, WOKEN) - woken - concerned;
            if (round >= 0) {
                millis[round] = taken;
                bench.tell(String.format(Locale.ROOT, "round %d: %.0f ms", round + 1, taken));
            }
        }
        var seen = String.format(Locale.ROOT, "%d wait, %d are concerned", readers.size(), concerned);
        bench.findings()
                .add(NAME, "change until the last one has it", seen, Medians.median(millis), Goal.atMost(200, " ms"));
        bench.findings().add(NAME, "others woken", seen, wokenInVain, Goal.atMost(0, ""));
        bench.findings()
                .add(
                        NAME,
                        "resident memory at most",
                        seen + ", -Xmx" + HEAP_MEGABYTES + "m",
                        Memory.peak(service) / 1e3,
                        Goal.atMost(1_024, " MB"));
    }

    /** Of the first company alone. */
    private static void publish(FeedWorld world, long id) {
        world.publisher()
                .publish(
                        Publisher.CONTACTS,
                        FeedData.companyId(0),
                        "Contact",
                        id,
                        StoredEntity.publishedContact(id),
                        "venue:" + FeedData.venueId(0, 0));
        world.publisher().flush();
    }
}
