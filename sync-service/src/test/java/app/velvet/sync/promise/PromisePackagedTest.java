package app.velvet.sync.promise;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        assertTrue(tally.of("entities judged") > 0, "something was judged");
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
            var writer = new Writer(new Random(random.nextLong()), companies);
            writer.populate(POPULATION);
            for (var company : List.of(0, 0, 0, 1, 1, 2, 2)) {
                var name = "phone-" + devices.size();
                devices.add(new Device(
                        name, companies.get(company), gateway, progress, new Random(random.nextLong()), tally));
            }
            awaitAllVisible();
            storm(writer, length);
            calm();
            waking.play(WAKING);
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
            new Faults(cluster, workers, tally).begin(new Random(random.nextLong()));
            var end = System.nanoTime() + length.toNanos();
            while (!workers.areToRest() && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            workers.rest();
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
