package app.velvet.local.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The page {@code /_local}: what arrived, newest first, and what arrives, as it does.
 *
 * <p>Only pages of this machine may read it: another name for this address, as a rebinding site gives it, is refused.
 */
final class ArrivalsPage {

    static final String PATH = "/_local";

    private static final String EVENTS = PATH + "/arrivals";
    private static final Map<String, File> FILES = Map.of(
            PATH,
            new File("arrivals.html", "text/html;charset=UTF-8"),
            PATH + "/arrivals.js",
            new File("arrivals.js", "text/javascript;charset=UTF-8"),
            PATH + "/arrivals.css",
            new File("arrivals.css", "text/css;charset=UTF-8"));
    private static final Set<String> NAMES_OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Nothing that arrives can run in the page, however it is shown. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'";

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** More than are kept, of all of which a page is told when it comes. */
    private static final int MOST_UNREAD_EVENTS = 2 * Arrivals.KEPT;

    private static final ObjectMapper JSON = new ObjectMapper();

    private record File(String name, String type) {

        Buffer read() {
            try (InputStream content = ArrivalsPage.class.getResourceAsStream(name)) {
                return Buffer.buffer(content.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Vertx vertx;
    private final Arrivals arrivals;

    ArrivalsPage(Vertx vertx, Arrivals arrivals) {
        this.vertx = vertx;
        this.arrivals = arrivals;
    }

    void handle(HttpServerRequest request) {
        String path = request.path().equals(PATH + "/") ? PATH : request.path();
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        if (!isForThisMachine(request)) {
            response.setStatusCode(403).end("This page is for http://localhost only\n");
        } else if (request.method() != HttpMethod.GET) {
            response.setStatusCode(405).putHeader("Allow", "GET").end();
        } else if (path.equals(EVENTS)) {
            stream(request);
        } else if (FILES.containsKey(path)) {
            File file = FILES.get(path);
            response.putHeader("Content-Type", file.type()).end(file.read());
        } else {
            response.setStatusCode(404).end("There is nothing here; try " + PATH + "\n");
        }
    }

    private static boolean isForThisMachine(HttpServerRequest request) {
        String asked = request.getHeader("X-Forwarded-Host");
        String host = asked == null && request.authority() != null
                ? request.authority().toString()
                : asked;
        return host != null && NAMES_OF_THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""));
    }

    /** Server-sent events; their ids are those of the arrivals, so that a page that lost its connection misses nothing. */
    private void stream(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("X-Accel-Buffering", "no");
        Context context = vertx.getOrCreateContext();
        Page page = new Page(response);
        Consumer<Arrival> listener = arrival -> context.runOnContext(now -> page.send(event(arrival)));
        long keepAlive = vertx.setPeriodic(KEEP_ALIVE.toMillis(), now -> page.send(":\n\n"));
        response.endHandler(ended -> {
            arrivals.remove(listener);
            vertx.cancelTimer(keepAlive);
        });
        page.send(":\n\n");
        arrivals.listen(lastSeen(request), listener);
    }

    private static final class Page {

        private final HttpServerResponse response;
        private int unread;

        private Page(HttpServerResponse response) {
            this.response = response;
        }

        void send(String event) {
            if (response.ended() || response.closed()) {
                return;
            }
            unread++;
            response.write(event).onComplete(written -> unread--);
            if (unread > MOST_UNREAD_EVENTS) {
                // it does not read; a page that still lives comes again and goes on where it was
                response.reset();
            }
        }
    }

    private static long lastSeen(HttpServerRequest request) {
        String id = request.getHeader("Last-Event-ID");
        return id != null && id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    }

    private static String event(Arrival arrival) {
        try {
            return "id: " + arrival.id() + "\ndata: " + JSON.writeValueAsString(arrival) + "\n\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
