package app.velvet.venues.hold;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;

/** Requests of many who want the same table. */
final class Claims {

    private Claims() {}

    /** @param ports of the replicas, which take turns */
    static List<HttpRequest> on(long tableId, List<String> tokens, int... ports) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + ports[i % ports.length] + "/api/v1/promoters/reserve_table"))
                        .header("Authorization", "Bearer " + tokens.get(i))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("reservation_table_id=" + tableId))
                        .build())
                .toList();
    }
}
