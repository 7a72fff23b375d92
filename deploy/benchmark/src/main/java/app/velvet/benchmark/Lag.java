package app.velvet.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** How long after its commit a change is visible, while contacts-service writes at a steady pace. */
final class Lag implements Part {

    static final String NAME = "lag";

    private static final int WRITES_PER_SECOND = 300;
    private static final String HISTOGRAM = "velvet_feed_lag_seconds";
    private static final String DATABASE_OF_CONTACTS = "contacts_of_lag";
    private static final int ENTITIES_BEFORE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 10;
    private static final int MOST_UNANSWERED = 1_000;

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        var contacts = bench.postgres().database(DATABASE_OF_CONTACTS);
        // those who write are not of its staff, of which contacts-service would hear too
        var nobody = Collections.nCopies(Companies.COUNT, List.<Reach>of());
        try (var world = FeedWorld.of(bench, "feed_lag", FeedData.of(Companies.COUNT, ENTITIES_BEFORE), nobody);
                var service = world.start();
                var writing = ContactsService.start(
                        bench.children(),
                        Command.REPOSITORY,
                        bench.work(),
                        bench.postgres(),
                        DATABASE_OF_CONTACTS,
                        world.kafka().bootstrap())) {
            Companies.hire(contacts);
            var creating = new CreatingContacts(bench.children(), bench.work(), writing, contacts);
            creating.warmUp(Math.max(bench.seconds(), bench.warmUpSeconds()));
            awaitFed(service, creating);
            // a small run is for trying things out, on whatever machine
            var writes = new Writing(writing, (int) Math.max(1, Math.min(WRITES_PER_SECOND, bench.size() / 3_000)));
            var before = Metrics.histogram(service, HISTOGRAM);
            int seconds = bench.rounds() * bench.seconds();
            var written = writes.untilSomeAreCreated(seconds);
            awaitFed(service, creating);
            var after = Metrics.histogram(service, HISTOGRAM);
            var seen = String.format(
                    Locale.ROOT, "%.0f contacts created a second, %d refused", written.perSecond(), writes.refused());
            var median = Metrics.quantile(before, after, 0.5) * 1e3;
            bench.findings().add(NAME, "commit until visible, median", seen, median, Goal.atMost(100, " ms"));
            var most = Metrics.quantile(before, after, 0.99) * 1e3;
            bench.findings().add(NAME, "commit until visible, 99%", seen, most, Goal.atMost(250, " ms"));
        }
    }

    /** All that has been committed. */
    private static void awaitFed(PackagedProcess service, CreatingContacts creating) {
        Awaitility.await("the feed")
                .atMost(PATIENCE)
                .until(() -> Metrics.value(service, HISTOGRAM + "_count") >= creating.changes());
    }

    /** Creates contacts of all companies at a steady pace, whether the earlier ones are answered yet or not. */
    private static final class Writing {

        private final HttpClient http = HttpClient.newHttpClient();
        private final ContactsService service;
        private final int perSecond;
        private final List<String> tokens = Companies.tokens();
        private final Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
        private final AtomicInteger refused = new AtomicInteger();
        private volatile String lastRefusal = "";
        /** No run of wrk comes so far. */
        private long number = 9_000_000_000L;

        private Writing(ContactsService service, int perSecond) {
            this.service = service;
            this.perSecond = perSecond;
        }

        /** What was really created. */
        private Load write(int seconds) {
            refused.set(0);
            long begun = System.nanoTime();
            int count = seconds * perSecond;
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(begun + i * 1_000_000_000L / perSecond - System.nanoTime());
                create();
            }
            unanswered.acquireUninterruptibly(MOST_UNANSWERED);
            unanswered.release(MOST_UNANSWERED);
            return new Load(count - refused.get(), (System.nanoTime() - begun) / 1e9);
        }

        /** A machine with much else to do may refuse a few. */
        private Load untilSomeAreCreated(int seconds) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var written = write(seconds);
                if (written.requests() > 0) {
                    return written;
                }
            }
            throw new Failure("No contact was created, but " + lastRefusal);
        }

        /** Of the last ones. */
        private int refused() {
            return refused.get();
        }

        private void create() {
            unanswered.acquireUninterruptibly();
            number++;
            var token = tokens.get((int) (number % tokens.size()));
            http.sendAsync(service.creation(token, Long.toString(number)).build(), BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        if (failure != null || answer.statusCode() != 200) {
                            refused.incrementAndGet();
                            lastRefusal = failure != null ? failure.toString() : answer.body();
                        }
                        unanswered.release();
                    });
        }
    }
}
