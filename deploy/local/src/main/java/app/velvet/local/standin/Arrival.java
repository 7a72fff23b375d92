package app.velvet.local.standin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * Something that arrived at a stand-in.
 *
 * @param id grows by arrival; 0 before it is kept
 * @param to an address, a number or a device token
 * @param title may be empty, as {@code text}
 * @param details whatever else may be worth seeing
 */
record Arrival(
        @JsonProperty("id") long id,
        @JsonProperty("at") String at,
        @JsonProperty("kind") Kind kind,
        @JsonProperty("to") String to,
        @JsonProperty("title") String title,
        @JsonProperty("text") String text,
        @JsonProperty("details") Map<String, String> details) {

    enum Kind {
        MAIL,
        SMS,
        PUSH,
        SILENT_PUSH
    }

    static Arrival now(Kind kind, String to, String title, String text, Map<String, String> details) {
        return new Arrival(0, Instant.now().toString(), kind, to, title, text, details);
    }

    Arrival withId(long newId) {
        return new Arrival(newId, at, kind, to, title, text, details);
    }
}
