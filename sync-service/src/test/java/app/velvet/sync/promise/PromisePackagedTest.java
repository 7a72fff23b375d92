package app.velvet.sync.promise;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The promise on processes that fail. Whenever a device has got everything up to a time, its copy is exactly what its user may
 * see, of all that was visible in the feed by then; and when all is quiet, of all that there is.
 *
 * <p>{@code -Dpromise.minutes=…} plays longer, {@code -Dpromise.seed=…} plays the same histories and the same faults again;
 * how they meet depends on the machine.
 */
class PromisePackagedTest {

    private static final Duration PLAYED =
            Duration.ofMillis((long) (Double.parseDouble(System.getProperty("promise.minutes", "0.7")) * 60_000));
    private static final Duration LONGEST_HISTORY = Duration.ofSeconds(45);
    private static final Duration WAKING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int REPLICAS = Integer.getInteger("promise.replicas", 3);
    private static final int POPULATION = 60;

    /** Once: a history goes on until all of it has happened, in it or in those before. */
    private static final List<String> RARE = List.of(
            "faults of: BROKER",
            "faults of: DATABASE",
            "faults of: FEED",
            "fault: replica killed",
            "fault: replica paused",
            "epochs of auth.changes",
            "epochs of contacts.changes",
            "epochs of venues.changes",
            "entities lost",
            "sessions ended",
            "companies deactivated",
            "transactions aborted");

    /** So often: the same. */
    private static final Map<String, Integer> FREQUENT = Map.of(
            "copies judged", 50,
            "entities judged", 2_000,
            "contact info judged: in full", 20,
            "contact info judged: masked", 40,
            "snapshots", 20,
            "loads from services", 3,
            "pages with more after them", 1);

    /** What comes after the storm, or is looked up after it. */
    private static final Map<String, Integer> AFTERWARDS = Map.of(
            "refused in an ended session", 1,
            "polls woken by one change", 24,
            "polls woken", 20,
            "pulls answered from memory", 5);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(3);
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(60);

    private final Tally tally = new Tally();

    @Test
    void whoeverFollowsTheProtocolHasWhatHeMaySeeWhateverFails() throws Exception {
        var seed = Long.getLong("promise.seed", System.nanoTime() % 1_000_000);
        try (var cluster = Cluster.start(REPLICAS);
                var progress = new Progress(cluster.database());
                var relay = new Relay(cluster.kafka().bootstrap())) {
            var end = System.nanoTime() + PLAYED.toNanos();
            var history = 0;
            do {
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                var length = left.compareTo(LONGEST_HISTORY) < 0 ? left : LONGEST_HISTORY;
                play(seed + history, history, length, cluster, progress, relay);
                history++;
            } while (System.nanoTime() < end);
        }
        RARE.forEach(what -> requireAtLeast(1, what));
        FREQUENT.forEach((what, least) -> requireAtLeast(least, what));
        AFTERWARDS.forEach((what, least) -> requireAtLeast(least, what));
    }

    /** Or the run shows less than it is taken for; which shows nothing against the service either. */
    private void requireAtLeast(int times, String what) {
        if (tally.of(what) < times) {
            throw new IllegalStateException("Too little happened: " + what + ", not " + times + " times, in " + tally);
        }
    }

    private void play(long seed, int number, Duration length, Cluster cluster, Progress progress, Relay relay)
            throws Exception {
        System.out.println("Promise: a history of " + length.toSeconds() + " s with -Dpromise.seed=" + seed);
        try {
            new History(seed, number, cluster, progress, relay).play(length);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("With -Dpromise.seed=" + seed + ": " + e.getMessage(), e);
        } finally {
            System.out.println("Promise: " + tally);
        }
    }

    /** One history, in companies of its own. */
    private final class History {

        private final Random random;
        private final Cluster cluster;
        private final Progress progress;
        private final Relay relay;
        private final Gateway gateway;
        private final List<Company> companies;
        private final List<Device> devices = new ArrayList<>();
        private final Waking waking;

        History(long seed, int number, Cluster cluster, Progress progress, Relay relay) {
            this.random = new Random(seed);
            this.cluster = cluster;
            this.progress = progress;
            this.relay = relay;
            this.gateway = new Gateway(cluster);
            relay.begin(random.nextLong());
            var first = 1_000L * (number + 1);
            // Two of one shard and one of another.
            this.companies =
                    List.of(new Company(first, relay), new Company(first + 64, relay), new Company(first + 1, relay));
            this.waking = new Waking(new Company(first + 2, relay), gateway, new Random(random.nextLong()), tally);
        }

        void play(Duration length) throws Exception {
            var writer = new Writer(new Random(random.nextLong()), companies, tally);
            writer.populate(POPULATION);
            for (var company : List.of(0, 0, 0, 1, 1, 2, 2)) {
                var name = "phone-" + devices.size();
                devices.add(new Device(
                        name, companies.get(company), gateway, progress, new Random(random.nextLong()), tally));
            }
            awaitAllVisible();
            storm(writer, length);
            calm();
            refuse();
            waking.play(WAKING);
            tally.seen("pulls answered from memory", cluster.counted("velvet_sync_pulls_remembered_total"));
            tally.seen("polls woken", cluster.counted("velvet_sync_polls_woken_total"));
        }

        private void storm(Writer writer, Duration length) throws InterruptedException {
            var workers = new Workers();
            var paceOfWriter = new Random(random.nextLong());
            workers.repeat("writer", () -> {
                tally.add("changes", writer.write());
                LockSupport.parkNanos(paceOfWriter.nextLong(LONGEST_REST));
            });
            for (var device : devices) {
                var pace = new Random(random.nextLong());
                workers.repeat(device.toString(), () -> {
                    device.step();
                    LockSupport.parkNanos(pace.nextLong(LONGEST_REST));
                });
            }
            var cutOff = new CutOffRelay(cluster.kafka().bootstrap(), new Random(random.nextLong()), companies, tally);
            workers.repeat("cut-off relay", cutOff::sendInVain);
            var shards = companies.stream()
                    .map(company -> Partitions.of(company.id()))
                    .distinct()
                    .toList();
            new Faults(cluster, progress, shards, workers, tally).begin(new Random(random.nextLong()));
            var end = System.nanoTime() + length.toNanos();
            while (!workers.areToRest() && !isOver(end)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            workers.rest();
            cutOff.close();
            writer.end();
        }

        private boolean isOver(long end) {
            var late = System.nanoTime() - end;
            return late > 0 && hasHappened() || late > LONGEST_DELAY.toNanos();
        }

        private boolean hasHappened() {
            return RARE.stream().allMatch(what -> tally.of(what) > 0)
                    && FREQUENT.entrySet().stream().allMatch(least -> tally.of(least.getKey()) >= least.getValue());
        }

        private void calm() {
            relay.flush();
            cluster.requireAlive();
            awaitAllVisible();
            var all = progress.latest();
            devices.stream()
                    .map(device -> CompletableFuture.runAsync(
                            () -> settle(device, all), task -> new Thread(task, device.toString()).start()))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        /** A company that may not come in any more. */
        private void refuse() {
            var company = companies.get(2);
            company.setActive(false);
            relay.flush();
            var ofCompany = devices.stream()
                    .filter(device -> device.company() == company)
                    .toList();
            await("nobody of a deactivated company is let in")
                    .atMost(PATIENCE)
                    .until(() -> ofCompany.stream().allMatch(Device::isRefused));
        }

        private void awaitAllVisible() {
            await("everything is visible")
                    .atMost(PATIENCE)
                    .until(() -> companies.stream()
                            .allMatch(company ->
                                    company.unseenIn(progress.latest()).isEmpty()));
        }

        private void settle(Device device, Progress.Observation all) {
            await(device + " has everything").atMost(PATIENCE).until(() -> device.settle(all));
            await(device + " loads everything").atMost(PATIENCE).until(() -> {
                var equal = device.equalsFreshLoad();
                equal.ifPresent(is -> assertEquals(true, is, device + " has what a fresh load gives"));
                return equal.isPresent();
            });
        }
    }
}
