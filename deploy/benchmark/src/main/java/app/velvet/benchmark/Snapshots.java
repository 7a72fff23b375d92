package app.velvet.benchmark;

import app.velvet.benchmark.Turns.Contestant;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Everything of a large company at once, in bytes a second, beside the minimal endpoint. */
final class Snapshots implements Part {

    static final String NAME = "snapshot";

    private static final int ENTITIES = 100_000;
    private static final double GOAL = 0.9;
    private static final int AT_ONCE = 4;
    private static final int BUFFER = 1 << 16;

    /** @param token null where none is asked for */
    private record Download(PackagedProcess server, String path, String token) {

        private InputStream open() throws IOException {
            var connection =
                    (HttpURLConnection) URI.create(server.url() + path).toURL().openConnection();
            if (token != null) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            if (connection.getResponseCode() != 200) {
                throw new Failure("A snapshot was answered " + connection.getResponseCode() + "\n" + server.log());
            }
            return connection.getInputStream();
        }

        private long bytes() throws IOException {
            long bytes = 0;
            var buffer = new byte[BUFFER];
            try (var answer = open()) {
                for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
                    bytes += read;
                }
            }
            return bytes;
        }
    }

    @Override
    public void measure(Bench bench) throws IOException, SQLException {
        int entities = (int) Math.min(ENTITIES, bench.size() / FeedData.ENTRIES_PER_ENTITY);
        try (var world = FeedWorld.of(bench, "feed_snapshot", FeedData.of(1, entities));
                var service = world.start();
                var minimal = world.startMinimal()) {
            var snapshot = new Download(
                    service,
                    "/api/v1/last_changes/snapshot",
                    world.readers(Reach.ONE_KEY).get(0).token());
            var everything = new Download(
                    minimal,
                    "/everything?shard=" + FeedData.shard(0) + "&company=" + FeedData.companyId(0) + "&key="
                            + URLEncoder.encode(FeedData.wholeCompany(), StandardCharsets.UTF_8),
                    null);
            requireElements(snapshot, entities);
            requireElements(everything, entities);
            compare(bench, snapshot, everything, entities);
        }
    }

    private static void compare(Bench bench, Download snapshot, Download everything, int entities) throws IOException {
        long ofService = snapshot.bytes();
        long ofMinimal = everything.bytes();
        long before = Memory.resident(snapshot.server);
        Memory.forgetPeak(snapshot.server);
        var compared = Turns.take(
                GOAL,
                bench.rounds(),
                () -> {},
                List.of(
                        new Contestant(
                                "sync-service",
                                () -> atOnce(snapshot, ofService),
                                PullsBesideOthers.cpuTime(bench, snapshot.server)),
                        new Contestant(
                                "minimal",
                                () -> atOnce(everything, ofMinimal),
                                PullsBesideOthers.cpuTime(bench, everything.server))));
        bench.findings().add(NAME, entities + " entities, MB a second", " MB/s", compared);
        long peak = Memory.peak(snapshot.server);
        bench.findings()
                .add(
                        NAME,
                        "resident memory at most",
                        String.format(
                                Locale.ROOT,
                                "%d snapshots of %.0f MB at once; %.0f MB before, -Xmx%dm",
                                AT_ONCE,
                                ofService / 1e6,
                                before / 1e3,
                                PackagedProcess.USUAL_HEAP_MEGABYTES),
                        peak / 1e3,
                        Goal.none(" MB"));
    }

    /** Several to their end, each as long as it must be; counted in megabytes. */
    private static Load atOnce(Download download, long length) {
        var clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long begun = System.nanoTime();
            var running = new ArrayList<Future<Long>>();
            for (int i = 0; i < AT_ONCE; i++) {
                running.add(clients.submit(download::bytes));
            }
            for (var each : running) {
                if (each.get() != length) {
                    throw new Failure("A snapshot is " + each.get() + " bytes long and not " + length);
                }
            }
            return new Load(Math.max(1, AT_ONCE * length / 1_000_000), (System.nanoTime() - begun) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        } catch (ExecutionException e) {
            throw new Failure("A snapshot was not loaded: " + e.getCause().getMessage(), e);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Entities are the objects of the array of the answer, or of the array that is the answer. */
    private static void requireElements(Download download, int entities) throws IOException {
        int depth = 0;
        int arrayDepth = -1;
        int elements = 0;
        try (var json = SyncService.JSON.createParser(download.open())) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY && arrayDepth < 0) {
                    arrayDepth = depth;
                }
                if (token == JsonToken.START_OBJECT && arrayDepth >= 0 && depth == arrayDepth + 1) {
                    elements++;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        if (elements != entities) {
            throw new Failure("A snapshot has " + elements + " entities and not " + entities);
        }
    }
}
