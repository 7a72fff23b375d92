import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How long after its answer a change is in the feed, seen by a client of the local stack's demo company.
 *
 * <p>{@code java deploy/benchmark/FeedLatency.java [URL] [CHANGES]}
 */
class FeedLatency {

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\"\\s*:\\s*\"([^\"]+)\"");
    private static final int WARM_UP = 20;
    private static final long GIVE_UP_NANOS = 10_000_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private String token = "";

    FeedLatency(String server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        var server = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        new FeedLatency(server).measure(changes);
    }

    private void measure(int changes) throws Exception {
        token = find(TOKEN, call("POST", "/api/v1/tokens", "email=manager@demo.example&password=velvet-demo"));
        call("POST", "/last_changes/acknowledgment", "timestamp=" + encode(watermark()));
        var millis = new double[changes];
        for (int i = -WARM_UP; i < changes; i++) {
            var latency = latencyOfOneChange();
            if (i >= 0) {
                millis[i] = latency / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "feed latency over %d changes: median %.1f ms, 90%% %.1f ms, 99%% %.1f ms, longest %.1f ms%n",
                changes,
                millis[changes / 2],
                millis[changes * 9 / 10],
                millis[changes * 99 / 100],
                millis[changes - 1]);
    }

    private long latencyOfOneChange() throws Exception {
        var since = encode(watermark());
        var email = UUID.randomUUID() + "@guest.example";
        call("POST", "/api/v1/contacts", "contact[first_name]=Guest&contact[email]=" + email);
        var answered = System.nanoTime();
        while (!call("GET", "/last_changes", "start_date=" + since).contains(email)) {
            if (System.nanoTime() - answered > GIVE_UP_NANOS) {
                throw new IllegalStateException("A change did not reach the feed");
            }
        }
        return System.nanoTime() - answered;
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
