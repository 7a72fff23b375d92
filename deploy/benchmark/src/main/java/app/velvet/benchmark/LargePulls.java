package app.velvet.benchmark;

import app.velvet.benchmark.FeedWorld.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/** What a pull of many elements costs beside processor time: how long until its first byte, and how much memory. */
final class LargePulls {

    private static final int ELEMENTS = 1_000;
    private static final int MOST_ELEMENTS = 5_000;
    private static final int ASKED_FOR_FIRST_BYTE = 100;
    private static final int WARM_UPS = 50;
    private static final int AT_ONCE = 100;
    /** So small that the kernel does not take a whole answer off the server's hands. */
    private static final int RECEIVE_BUFFER = 4_096;

    private static final Duration STALL_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STALLED = Duration.ofMillis(700);

    private final Bench bench;
    private final FeedWorld world;
    private final PackagedProcess service;
    private final List<Reader> readers;

    LargePulls(Bench bench, FeedWorld world, PackagedProcess service) {
        this.bench = bench;
        this.world = world;
        this.service = service;
        this.readers = world.readers(Reach.ONE_KEY);
    }

    void measure() throws IOException {
        bench.tell("first bytes, and memory");
        findFirstByte();
        findMemory();
    }

    /** Alone on the server: the time from asking until the first byte of the answer. */
    private void findFirstByte() throws IOException {
        var millis = new double[ASKED_FOR_FIRST_BYTE];
        for (int i = -WARM_UPS; i < millis.length; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                var asked = System.nanoTime();
                ask(socket, reader(Math.floorMod(i, readers.size())), ELEMENTS);
                var answer = socket.getInputStream();
                requireOk(answer);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - asked) / 1e6;
                }
                answer.skip(Long.MAX_VALUE);
            }
        }
        bench.findings()
                .add(
                        PullsBesideOthers.NAME,
                        "pull, 1000 elements, first byte (99%)",
                        String.format(Locale.ROOT, "median %.1f ms", Medians.median(millis)),
                        Medians.quantile(millis, 0.99),
                        Goal.atMost(20, " ms"));
    }

    /** Of many that have begun to be answered and then take nothing, so that they all are in memory at once. */
    private void findMemory() throws IOException {
        int elements = Math.min(MOST_ELEMENTS, world.data().entities());
        // what is kept from then on is not theirs
        grown(elements);
        var each = grown(elements);
        bench.findings()
                .add(
                        PullsBesideOthers.NAME,
                        "pull, " + elements + " elements, live memory each",
                        String.format(
                                Locale.ROOT,
                                "%d at once that stand still; the process grew by %.0f KB for each",
                                AT_ONCE,
                                each.resident),
                        each.live,
                        Goal.atMost(256, " KB"));
    }

    /** In kilobytes, for each of them. */
    private record Grown(double live, double resident) {}

    private Grown grown(int elements) throws IOException {
        long live = Memory.live(bench.children(), service);
        long resident = Memory.resident(service);
        var stalled = new ArrayList<Socket>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                stalled.add(stalled(reader(i % readers.size()), elements));
            }
            for (var socket : stalled) {
                requireOk(socket.getInputStream());
            }
            awaitStill();
            return new Grown(
                    (Memory.live(bench.children(), service) - live) / (double) AT_ONCE,
                    (Memory.resident(service) - resident) / (double) AT_ONCE);
        } finally {
            for (var socket : stalled) {
                socket.close();
            }
            awaitStill();
        }
    }

    private Socket stalled(Reader reader, int elements) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        ask(socket, reader, elements);
        return socket;
    }

    private Reader reader(int place) {
        return readers.get(place);
    }

    private void ask(Socket socket, Reader reader, int elements) throws IOException {
        var request = "GET /api/v1/last_changes?start_date=" + world.data().since(Reach.ONE_KEY, elements)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + reader.token()
                + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static void requireOk(InputStream answer) throws IOException {
        var beginning = new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        if (!beginning.equals("HTTP/1.1 200")) {
            throw new Failure("A pull was answered " + beginning);
        }
    }

    /** Until it does hardly anything any more. */
    private void awaitStill() {
        Awaitility.await("the service to stand still")
                .atMost(STALL_PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    var before = service.cpuTime();
                    Thread.sleep(STALLED.toMillis());
                    return service.cpuTime().minus(before).compareTo(STALLED.dividedBy(10)) < 0;
                });
    }
}
