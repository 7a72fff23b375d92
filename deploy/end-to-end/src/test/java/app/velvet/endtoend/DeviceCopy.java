package app.velvet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The local database of one phone, kept by the sync protocol and nothing else. */
final class DeviceCopy {

    private final VelvetClient client;
    private final Map<String, Map<Long, JsonNode>> copies = new HashMap<>();
    private String timestamp;

    /** Begins with an empty copy that is acknowledged as of {@code timestamp}. */
    DeviceCopy(VelvetClient client, String timestamp) {
        this.client = client;
        this.timestamp = timestamp;
        client.acknowledge(timestamp);
    }

    /** Loads everything in one request, as an app does that begins or is asked to reload. */
    static DeviceCopy loaded(VelvetClient client) {
        var all = client.get("/last_changes/snapshot", Map.of());
        var copy = new DeviceCopy(client, all.get("timestamp").asText());
        copy.apply(all);
        return copy;
    }

    /** Asks for everything since an earlier time, as a device does that restored a backup. */
    void pullSince(String earlier) {
        timestamp = earlier;
        pull();
    }

    void pull() {
        pull(Map.of("start_date", timestamp));
    }

    /** Asks for what is new, and waits for it if nothing is. */
    void pullWaiting(Duration atMost) {
        pull(Map.of("start_date", timestamp, "wait", Long.toString(atMost.toSeconds())));
    }

    private void pull(Map<String, String> parameters) {
        var answer = client.get("/last_changes", parameters);
        if (answer.get("status").asInt() != 0) {
            throw new AssertionError("Asked to reload: " + answer.get("message"));
        }
        apply(answer);
        timestamp = answer.get("timestamp").asText();
    }

    private void apply(JsonNode answer) {
        answer.get("activity_log").forEach(this::applyChange);
    }

    private void applyChange(JsonNode change) {
        var copy = of(change.get("class_name").asText());
        var id = change.get("id").asLong();
        if (change.get("action").asText().equals("destroy")) {
            copy.remove(id);
        } else {
            copy.put(id, change.get("data"));
        }
    }

    /** Returns what there is of a class, by id. */
    Map<Long, JsonNode> of(String className) {
        return copies.computeIfAbsent(className, name -> new TreeMap<>());
    }

    Map<Long, JsonNode> contacts() {
        return of("Contact");
    }
}
