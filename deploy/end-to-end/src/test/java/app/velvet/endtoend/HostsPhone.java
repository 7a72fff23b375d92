package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A host with his phone: what he is told from now on, by the list of his notifications, by the feed and by pushes. */
final class HostsPhone {

    /** A delivery that was under way when push-service was killed rests for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static final String WHO = "Jay Carter ";

    private final LocalStack stack;
    private final VelvetClient host;
    private final String token;
    private final DeviceCopy copy;
    private final long lastBefore;

    /** Signs the host in and registers the phone. */
    HostsPhone(LocalStack stack, String token) {
        this.stack = stack;
        this.host = VelvetClient.signedIn(stack.url(), "host2@demo.example");
        this.token = token;
        host.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", token)).requireOk();
        this.copy = new DeviceCopy(host, host.feedTime());
        this.lastBefore = list().keySet().stream().reduce(0L, Math::max);
    }

    /** Returns a token of the form that APNs gives out. */
    static String anyToken() {
        var token = new byte[32];
        new Random().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /** Waits until the host has been told of all that, in that order and of nothing twice. */
    void awaitTold(List<String> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var listed = newer(list());
            assertThat(listed.values().stream().map(HostsPhone::text)).containsExactlyElementsOf(expected);
            copy.pull();
            assertThat(newer(copy.of("Notification"))).isEqualTo(listed);
        });
    }

    /** Waits until there has been a push for each notification, and returns how often each was pushed. */
    Map<Long, Long> awaitPushes() {
        try (var arrivals = Arrivals.listen(stack.url())) {
            return awaitPushes(arrivals);
        }
    }

    /** The same for more than the page keeps for those who come late. */
    Map<Long, Long> awaitPushes(Arrivals arrivals) {
        var listed = newer(list()).keySet();
        return await().atMost(PATIENCE)
                .until(() -> pushes(arrivals), pushes -> pushes.keySet().containsAll(listed));
    }

    private Map<Long, Long> pushes(Arrivals arrivals) {
        return arrivals.heard()
                .filter(push -> push.get("to").asText().equals(token))
                .map(push -> Arrivals.json(push.get("details").get("payload").asText()))
                .filter(payload -> payload.has("notification_id"))
                .map(payload -> payload.get("notification_id").asLong())
                .filter(id -> id > lastBefore)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private Map<Long, JsonNode> list() {
        return StreamSupport.stream(
                        host.get("/api/v1/notifications/list", Map.of()).spliterator(), false)
                .collect(Collectors.toMap(
                        notification -> notification.get("id").asLong(), notification -> notification));
    }

    private Map<Long, JsonNode> newer(Map<Long, JsonNode> notifications) {
        return new TreeMap<>(notifications).tailMap(lastBefore, false);
    }

    private static String text(JsonNode notification) {
        var message = notification.get("message").asText();
        assertThat(message).startsWith(WHO);
        return notification.get("title").asText() + ": " + message.substring(WHO.length());
    }
}
