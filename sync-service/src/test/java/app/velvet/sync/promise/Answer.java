package app.velvet.sync.promise;

import app.velvet.api.time.Timestamps;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An answer of {@code last_changes}, as a device reads it. */
record Answer(int status, String timestamp, String cursor, boolean hasMore, String message, List<JsonNode> log) {

    static Answer of(JsonNode body) {
        var log = new ArrayList<JsonNode>();
        body.get("activity_log").forEach(log::add);
        return new Answer(
                body.get("status").intValue(),
                body.get("timestamp").textValue(),
                body.get("cursor").textValue(),
                body.get("has_more").booleanValue(),
                body.get("message").textValue(),
                log);
    }

    boolean asksForReload() {
        return status == 1;
    }

    /** Up to when it claims to have everything, if it is the last of its pages. */
    Instant time() {
        return Timestamps.parse(timestamp).orElseThrow();
    }
}
