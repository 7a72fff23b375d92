package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A promoter holds a table, and the host's phone knows: by a push, by a notification and by the feed. */
class HoldTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient host = VelvetClient.signedIn(stack.url(), "host2@demo.example");
    private final VelvetClient promoter = VelvetClient.signedIn(stack.url(), "promoter@demo.example");
    private final String phone = HostsPhone.anyToken();

    @Test
    void theHostsPhoneKnowsOfAHoldAndOfItsEnd() {
        host.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", phone)).requireOk();
        var since = host.feedTime();
        host.acknowledge(since);
        var table = freeTable();

        try (var arrivals = Arrivals.listen(stack.url())) {
            assertThat(message("reserve_table", table)).isEqualTo("Table has been successfully reserved");
            var held = arrivals.awaitNext(PATIENCE, this::isAlert);
            assertThat(held.get("title").asText()).isEqualTo("Table held");

            assertThat(message("unreserve_table", table)).isEqualTo("Table has been successfully unreserved");
            var released = arrivals.awaitNext(PATIENCE, this::isAlert);
            assertThat(released.get("title").asText()).isEqualTo("Table released");
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            var log = host.get("/last_changes", Map.of("start_date", since)).get("activity_log");
            assertThat(titles(log)).contains("Table held", "Table released");
            assertThat(eventOf(log, table)).isNotNull();
        });
    }

    @Test
    void aHeldTableIsNobodyElses() {
        var table = freeTable();
        assertThat(message("reserve_table", table)).isEqualTo("Table has been successfully reserved");

        var refused = host.call("POST", "/api/v1/promoters/reserve_table", Map.of("reservation_table_id", table));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("message").asText()).isEqualTo("Table is already reserved");
        message("unreserve_table", table);
    }

    /** Silent pushes come too, as the feed has something new. */
    private boolean isAlert(JsonNode arrival) {
        return arrival.get("to").asText().equals(phone)
                && arrival.get("kind").asText().equals("PUSH");
    }

    private String message(String call, String table) {
        return promoter.call("POST", "/api/v1/promoters/" + call, Map.of("reservation_table_id", table))
                .requireOk()
                .get("message")
                .asText();
    }

    /** Of the first section that has one, of a night that is not over. */
    private String freeTable() {
        var events = promoter.get("/api/v1/events", Map.of());
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> !event.get("started").asBoolean())
                .map(event -> event.get("tables").get(event.get("tables").size() - 1))
                .map(table -> table.get("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(JsonNode log) {
        return StreamSupport.stream(log.spliterator(), false)
                .filter(change -> change.get("class_name").asText().equals("Notification"))
                .map(change -> change.get("data").get("title").asText())
                .toList();
    }

    private static JsonNode eventOf(JsonNode log, String table) {
        return StreamSupport.stream(log.spliterator(), false)
                .filter(change -> change.get("class_name").asText().equals("Event"))
                .filter(change ->
                        change.get("data").get("tables").findValuesAsText("id").contains(table))
                .findAny()
                .orElse(null);
    }
}
