package app.velvet.venues;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/** contacts-service as far as bookings need it: what a key asks for is done once, and remembered while it is down. */
public final class FakeContactsService implements AutoCloseable {

    /** What happens to the next call. */
    public enum Trouble {
        /** The connection is cut before anything is done. */
        CUT_BEFORE,
        /** The connection is cut after it is done, before it is answered. */
        CUT_AFTER,
        /** It is done, and not answered until the service is stopped. */
        SILENCE,
        /** Nothing is done, and it is said when to ask again. */
        OVERLOADED,
        /** Nothing is done, as this replica is told to end. */
        LEAVING
    }

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> named = new ConcurrentHashMap<>();
    private final List<JsonObject> contacts = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonObject> notes = new CopyOnWriteArrayList<>();
    private final List<JsonObject> qualifications = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final int port;
    private volatile Trouble lasting;
    private HttpServer server;
    private ExecutorService threads;
    private CountDownLatch stopping;

    /** Where the service that is tested looks for it. */
    public FakeContactsService() {
        this(URI.create(ConfigProvider.getConfig().getValue(ContactsServicePort.PROPERTY, String.class))
                .getPort());
    }

    public FakeContactsService(int port) {
        this.port = port;
    }

    public FakeContactsService start() {
        try {
            stopping = new CountDownLatch(1);
            threads = Executors.newCachedThreadPool();
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.setExecutor(threads);
            server.createContext("/internal/contacts", call -> take(call, this::contact));
            server.createContext("/internal/contacts/named", call -> take(call, this::named));
            server.createContext("/internal/contacts/qualifications", call -> take(call, this::qualification));
            server.createContext("/internal/notes", call -> take(call, this::note));
            server.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void meets(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** Every call meets this; none if it is null. */
    public void goesOnMeeting(Trouble trouble) {
        lasting = trouble;
    }

    /** Whom it has been asked to make. */
    public List<JsonObject> contacts() {
        return contacts;
    }

    public List<String> noteTexts() {
        return notes.stream().map(note -> note.getString("text")).sorted().toList();
    }

    public List<JsonObject> notes() {
        return notes;
    }

    public List<JsonObject> qualifications() {
        return qualifications;
    }

    private void take(HttpExchange call, Function<JsonObject, Object> work) throws IOException {
        var body = new JsonObject(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var trouble = lasting == null ? troubles.poll() : lasting;
        if (trouble == Trouble.CUT_BEFORE) {
            call.close();
            return;
        }
        if (trouble == Trouble.OVERLOADED) {
            call.getResponseHeaders().add("Retry-After", "1");
        }
        if (trouble == Trouble.OVERLOADED
                || trouble == Trouble.LEAVING
                || !call.getRequestHeaders().containsKey("Velvet-Service-Token")) {
            call.sendResponseHeaders(503, -1);
            call.close();
            return;
        }
        var key = call.getRequestHeaders().getFirst("Idempotency-Key");
        var answer = answers.computeIfAbsent(key, unheard -> Json.encode(work.apply(body)))
                .getBytes(StandardCharsets.UTF_8);
        if (trouble == Trouble.CUT_AFTER) {
            call.close();
            return;
        }
        if (trouble == Trouble.SILENCE) {
            awaitStop();
        }
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private void awaitStop() {
        try {
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonObject contact(JsonObject command) {
        var guest = command.getJsonObject("contact");
        var known = contacts.stream()
                .filter(contact -> guest.getString("email") != null
                        && guest.getString("email").equals(contact.getString("email")))
                .findFirst();
        var contact = known.orElseGet(() -> Guests.guest(Guests.newId(), guest.getString("name"))
                .put("email", guest.getString("email"))
                .put("phone", guest.getString("phone")));
        if (known.isEmpty()) {
            contacts.add(contact);
        }
        return new JsonObject()
                .put("created", known.isEmpty())
                .put("contact", contact)
                .put("audience", JsonArray.of("company", "user:" + contact.getLong("owner", 1L)));
    }

    private JsonArray named(JsonObject command) {
        var answer = new JsonArray();
        for (var guest : command.getJsonArray("contacts")) {
            var key = command.getLong("owner_id") + "/" + ((JsonObject) guest).getString("name");
            answer.add(named.computeIfAbsent(key, unheard -> told(command.getLong("owner_id"), (JsonObject) guest)));
        }
        return answer;
    }

    private JsonObject told(long ownerId, JsonObject guest) {
        var contact = Guests.guest(Guests.newId(), guest.getString("name"))
                .putNull("email")
                .putNull("phone");
        contacts.add(contact);
        return new JsonObject()
                .put("created", true)
                .put("contact", contact)
                .put("audience", JsonArray.of("company", "user:" + ownerId));
    }

    private JsonObject note(JsonObject command) {
        notes.add(command);
        return new JsonObject()
                .put(
                        "note",
                        Guests.note(
                                Guests.newId(),
                                command.getLong("user_id"),
                                command.getString("text"),
                                about(command),
                                command.getLong(about(command))));
    }

    private static String about(JsonObject note) {
        return note.getLong("reservation_id") == null ? "guestlist_id" : "reservation_id";
    }

    private JsonObject qualification(JsonObject command) {
        qualifications.add(command);
        return new JsonObject().put("message", "Success");
    }

    public void stop() {
        stopping.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
