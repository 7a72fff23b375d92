package app.velvet.venues;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many who ask for something at the same moment. */
public final class Rush {

    private static final int UNAVAILABLE = 503;
    private static final int MOST_ATTEMPTS = 20;

    private Rush() {}

    /**
     * Sends all requests before any answer is read. On a slow machine not everybody's turn comes in time: who is told to come
     * again does so, as an app would.
     *
     * @return how many answers had each status
     */
    public static Map<Integer, Long> of(List<HttpRequest> requests) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var statuses = new ArrayList<Integer>();
        var waiting = requests;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !waiting.isEmpty(); attempt++) {
            var again = new ArrayList<HttpRequest>();
            var answers = waiting.stream()
                    .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            for (var answer : answers) {
                if (answer.join().statusCode() == UNAVAILABLE) {
                    again.add(answer.join().request());
                } else {
                    statuses.add(answer.join().statusCode());
                }
            }
            waiting = again;
        }
        waiting.forEach(given -> statuses.add(UNAVAILABLE));
        return statuses.stream().collect(groupingBy(status -> status, counting()));
    }
}
