import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * How long after its answer the change of a contact is in the contact info of his bookings, seen by a client of the local
 * stack's demo company.
 *
 * <p>{@code java deploy/benchmark/ContactInfoLatency.java [URL] [CHANGES]}
 */
class ContactInfoLatency {

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("^\\[?\\{\"id\":(\\d+)");
    private static final Pattern EVENT = Pattern.compile("\\{\"id\":(\\d+),\"venue_id\":\\d+,\"name\":\"[^\"]*\",\"date\":");
    private static final int WARM_UP = 20;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final double GOAL_MILLIS = 1_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final String server;
    private String token = "";

    /** Where a change is to be seen. */
    private record Place(String name, Callable<String> answer) {}

    ContactInfoLatency(String server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        var server = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        new ContactInfoLatency(server).measure(changes);
    }

    private void measure(int changes) throws Exception {
        token = find(TOKEN, call("POST", "/api/v1/tokens", "email=manager@demo.example&password=velvet-demo"));
        call("POST", "/last_changes/acknowledgment", "timestamp=" + encode(watermark()));
        var contact = create(
                "/api/v1/contacts", "contact[first_name]=Guest&contact[email]=" + UUID.randomUUID() + "@guest.example");
        var event = lastEvent();
        var guest = "contact_ids[]=" + contact;
        var reservation = create(
                "/api/v1/reservations", guest + "&reservation[status]=lead&reservation[event_id]=" + event);
        var guestlist = create("/api/v1/guestlists", guest + "&guestlist[event_id]=" + event);
        try {
            measure(changes, contact, reservation, guestlist);
        } finally {
            readers.shutdownNow();
            call("DELETE", "/api/v1/guestlists/" + guestlist, "");
            call("DELETE", "/api/v1/reservations/" + reservation, "");
        }
    }

    private void measure(int changes, String contact, String reservation, String guestlist) throws Exception {
        var millis = new ArrayList<double[]>();
        List<Place> places = List.of();
        for (int i = -WARM_UP; i < changes; i++) {
            var since = encode(watermark());
            places = List.of(
                    new Place("reservation", () -> call("GET", "/api/v1/reservations/" + reservation, "")),
                    new Place("guestlist", () -> call("GET", "/api/v1/guestlists/" + guestlist, "")),
                    new Place("reservation in the feed", () -> call("GET", "/last_changes", "start_date=" + since)));
            var latencies = latenciesOfOneChange(contact, places);
            if (i >= 0) {
                millis.add(latencies);
            }
        }
        for (int place = 0; place < places.size(); place++) {
            int column = place;
            print(places.get(place).name(), millis.stream().mapToDouble(row -> row[column]).toArray());
        }
    }

    private double[] latenciesOfOneChange(String contact, List<Place> places) throws Exception {
        var name = "N" + UUID.randomUUID();
        call("PUT", "/api/v1/contacts/" + contact, "contact[last_name]=" + name);
        var answered = System.nanoTime();
        var shown = "\"contact_info\":{\"name\":\"Guest " + name + "\"";
        List<Future<Double>> waiting = new ArrayList<>();
        for (var place : places) {
            waiting.add(readers.submit(() -> millisUntil(place, shown, answered)));
        }
        var latencies = new double[places.size()];
        for (int i = 0; i < latencies.length; i++) {
            latencies[i] = waiting.get(i).get();
        }
        return latencies;
    }

    private static double millisUntil(Place place, String shown, long answered) throws Exception {
        while (!place.answer().call().contains(shown)) {
            if (System.nanoTime() - answered > GIVE_UP_NANOS) {
                throw new IllegalStateException("A change did not reach the " + place.name());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return (System.nanoTime() - answered) / 1e6;
    }

    private static void print(String place, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%-24s over %d changes: median %.1f ms, 99%% %.1f ms, longest %.1f ms; %d took more than a second%n",
                place,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                Arrays.stream(millis).filter(one -> one > GOAL_MILLIS).count());
    }

    private String create(String path, String form) throws Exception {
        return find(ID, call("POST", path, form));
    }

    private String lastEvent() throws Exception {
        var match = EVENT.matcher(call("GET", "/api/v1/events/lite", ""));
        var last = match.results().map(result -> result.group(1)).reduce((first, second) -> second);
        return last.orElseThrow(() -> new IllegalStateException("There is no event to book for"));
    }

    private String watermark() throws Exception {
        return find(TIMESTAMP, call("GET", "/last_changes", ""));
    }

    private String call(String method, String path, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form + (token.isEmpty() ? "" : "&auth_token=" + token)))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String find(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        if (!match.find()) {
            throw new IllegalStateException("Not an answer as expected: " + text);
        }
        return match.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
