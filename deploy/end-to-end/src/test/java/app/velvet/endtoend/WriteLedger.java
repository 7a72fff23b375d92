package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the server has answered to each write, which is what it must have kept. A write without an answer may have happened
 * or not; the contact it was about is not judged.
 */
final class WriteLedger {

    private final Map<Long, Optional<String>> names = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger attempted = new AtomicInteger();

    void attempt(long contactId) {
        names.remove(contactId);
        attempted.incrementAndGet();
    }

    void attemptCreation() {
        attempted.incrementAndGet();
    }

    void answeredWith(long contactId, String name) {
        names.put(contactId, Optional.of(name));
        answered.incrementAndGet();
    }

    void answeredGone(long contactId) {
        names.put(contactId, Optional.empty());
        answered.incrementAndGet();
    }

    int answered() {
        return answered.get();
    }

    int attempted() {
        return attempted.get();
    }

    void assertKept(Map<Long, JsonNode> listed) {
        assertThat(names).isNotEmpty();
        names.forEach((id, name) -> assertThat(Optional.ofNullable(listed.get(id))
                        .map(contact -> contact.get("name").asText()))
                .as("contact %d", id)
                .isEqualTo(name));
    }
}
