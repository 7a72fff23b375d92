package app.velvet.venues.hold;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Many who want the same table at the same moment. */
final class Rush {

    private Rush() {}

    /**
     * Sends all claims before any answer is read.
     *
     * @param ports of the replicas, which take turns
     * @return how many answers had each status
     */
    static Map<Integer, Long> reserve(long tableId, List<String> tokens, int... ports) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < tokens.size(); i++) {
            var claim = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + ports[i % ports.length] + "/api/v1/promoters/reserve_table"))
                    .header("Authorization", "Bearer " + tokens.get(i))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("reservation_table_id=" + tableId))
                    .build();
            answers.add(client.sendAsync(claim, BodyHandlers.ofString()));
        }
        return answers.stream()
                .map(answer -> answer.join().statusCode())
                .collect(groupingBy(status -> status, counting()));
    }
}
