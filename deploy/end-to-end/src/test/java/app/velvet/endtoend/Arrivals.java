package app.velvet.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What arrives at the stand-ins of a local stack, as its page hears of it. */
final class Arrivals implements AutoCloseable {

    private static final String DATA = "data: ";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a client that nobody holds on to, the streams end. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Queue<JsonNode> arrived = new ConcurrentLinkedQueue<>();
    private final Stream<String> events;
    private volatile boolean ended;

    private Arrivals(Stream<String> events) {
        this.events = events;
    }

    /** Hears of what has arrived already, too. */
    static Arrivals listen(URI stack) {
        var request = HttpRequest.newBuilder(stack.resolve("/_local/arrivals")).build();
        try {
            var arrivals =
                    new Arrivals(HTTP.send(request, BodyHandlers.ofLines()).body());
            var reader = new Thread(arrivals::read, "arrivals");
            reader.setDaemon(true);
            reader.start();
            return arrivals;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try {
            events.filter(line -> line.startsWith(DATA))
                    .map(line -> json(line.substring(DATA.length())))
                    .forEach(arrived::add);
        } catch (UncheckedIOException closed) {
            // nobody listens any more, or that is told to who does
        } finally {
            ended = true;
        }
    }

    /** Waits for the next one that matches; what came before it is forgotten. */
    JsonNode awaitNext(Duration patience, Predicate<JsonNode> matching) {
        return await().atMost(patience)
                .until(() -> next(matching), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> next(Predicate<JsonNode> matching) {
        requireMore();
        return Stream.generate(arrived::poll)
                .takeWhile(Objects::nonNull)
                .filter(matching)
                .findFirst();
    }

    /** Returns all that was heard and not awaited yet. */
    Stream<JsonNode> heard() {
        requireMore();
        return arrived.stream();
    }

    private void requireMore() {
        if (ended) {
            throw new AssertionError("The page hears of nothing any more");
        }
    }

    @Override
    public void close() {
        events.close();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
