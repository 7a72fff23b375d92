package app.velvet.events.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The entity that a record is about, by its key {@code <company>/<Class>/<id>}. */
record EntityKey(long companyId, String className, long id) {

    /** Empty if the key is of another form. */
    static Optional<EntityKey> of(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        var parts = new String(record.key(), StandardCharsets.UTF_8).split("/", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new EntityKey(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
