package app.velvet.events.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that takes commands, or does not. */
final class CalledService implements AutoCloseable {

    /** A status that stands for none: it does not answer. */
    static final int SILENCE = 0;

    record Call(String path, String key, String token, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private CalledService(int port, List<Integer> statuses) {
        this.statuses = new ConcurrentLinkedQueue<>(statuses);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    static CalledService start() {
        return new CalledService(0, List.of());
    }

    /** @param first how the first calls are answered */
    static CalledService startAt(int port, Integer... first) {
        return new CalledService(port, List.of(first));
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The next calls are answered with these; all others with 201. */
    void answer(Integer... next) {
        statuses.addAll(List.of(next));
    }

    List<Call> calls() {
        return calls;
    }

    /** Of the calls, in their order; {@code "null"} for none. */
    List<String> traceparents() {
        return traceparents;
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                exchange.getRequestURI().getPath(),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Velvet-Service-Token"),
                body));
        traceparents.add(String.valueOf(headers.getFirst("traceparent")));
        var status = statuses.poll();
        if (status != null && status == SILENCE) {
            awaitClosing();
        }
        exchange.sendResponseHeaders(status == null ? 201 : status, -1);
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
