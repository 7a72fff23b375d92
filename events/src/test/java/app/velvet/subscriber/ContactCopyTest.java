package app.velvet.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactCopyTest {

    private static final String EARLIER = "20260101T000000000Z";
    private static final String LATER = "20260201T000000000Z";
    private static final Instant KNOWN_UNTIL = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final ContactCopy copy = new ContactCopy();

    @Test
    void changeThatComesAgainDoesNothing() throws IOException {
        copy.apply(contact(EARLIER, 1, 7, "Nina"));
        copy.apply(destroy(EARLIER, 2, 7));
        copy.apply(contact(EARLIER, 1, 7, "Nina"));

        assertThat(contacts()).isEmpty();
    }

    @Test
    void holeIsSeen() throws IOException {
        assertThat(copy.hasHoleBefore(contact(EARLIER, 2, 7, "Nina"))).isTrue();
        copy.apply(contact(EARLIER, 2, 7, "Nina"));

        assertThat(copy.hasHoleBefore(contact(EARLIER, 1, 7, "Nina"))).isFalse();
        assertThat(copy.hasHoleBefore(contact(EARLIER, 3, 7, "Nina"))).isFalse();
        assertThat(copy.hasHoleBefore(contact(EARLIER, 4, 7, "Nina"))).isTrue();
        assertThat(copy.hasHoleBefore(contact(LATER, 1, 7, "Nina"))).isFalse();
        assertThat(copy.hasHoleBefore(contact(LATER, 2, 7, "Nina"))).isTrue();
        assertThat(copy.hasHoleBefore(tombstone(7))).isFalse();
    }

    @Test
    void whatANewEpochDoesNotNameIsGoneAtTheEndOfItsSnapshot() throws IOException {
        copy.apply(contact(EARLIER, 1, 7, "Nina"));
        copy.apply(contact(EARLIER, 2, 8, "Otis"));
        copy.apply(contact(LATER, 1, 8, "Otis"));
        copy.apply(contact(EARLIER, 3, 9, "Etta"));

        assertThat(contacts().fieldNames()).toIterable().containsExactly("7", "8");
        copy.apply(change(LATER, 2, "EpochSnapshot", 1, "update", "{\"epoch\":\"%s\"}".formatted(LATER)));
        assertThat(contacts().fieldNames()).toIterable().containsExactly("8");
    }

    @Test
    void tombstoneForgets() throws IOException {
        copy.apply(contact(EARLIER, 1, 7, "Nina"));
        copy.apply(tombstone(7));

        assertThat(contacts()).isEmpty();
    }

    @Test
    void classThatIsNotKnownCountsAsSeen() throws IOException {
        copy.apply(change(EARLIER, 1, "Moon", 3, "create", "{}"));

        assertThat(copy.hasHoleBefore(contact(EARLIER, 2, 7, "Nina"))).isFalse();
    }

    private JsonNode contacts() throws IOException {
        copy.save(folder, 1, 12, KNOWN_UNTIL);
        var kept = ContactCopy.load(folder, 1);
        assertThat(kept).map(ContactCopy::position).contains(12L);
        assertThat(kept).map(ContactCopy::knownUntil).contains(KNOWN_UNTIL);
        return new ObjectMapper().readTree(folder.resolve("1.json").toFile()).at("/companies/1/contacts");
    }

    private static ConsumerRecord<String, byte[]> contact(String epoch, long sequence, long id, String name) {
        return change(epoch, sequence, "Contact", id, "update", "{\"name\":\"%s\"}".formatted(name));
    }

    private static ConsumerRecord<String, byte[]> destroy(String epoch, long sequence, long id) {
        return change(epoch, sequence, "Contact", id, "destroy", "null");
    }

    private static ConsumerRecord<String, byte[]> change(
            String epoch, long sequence, String className, long id, String action, String data) {
        var headers = new RecordHeaders();
        headers.add("ce_epoch", epoch.getBytes(StandardCharsets.UTF_8));
        headers.add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        var value = "{\"action\":\"%s\",\"id\":%d,\"class_name\":\"%s\",\"data\":%s}"
                .formatted(action, id, className, data);
        return record("1/" + className + "/" + id, value.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static ConsumerRecord<String, byte[]> tombstone(long id) {
        return record("1/Contact/" + id, null, new RecordHeaders());
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "contacts.changes", 1, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
