package app.velvet.venues.receipt;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.relay.EpochSnapshot;
import app.velvet.testing.TestKafka;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The dictionaries of one company, as contacts-service tells of them. */
final class Dictionaries implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final long companyId;
    private String epoch = "20260101T000000000Z";
    private long sequence;

    Dictionaries(long companyId) {
        this.companyId = companyId;
    }

    void tellOfReceiptFields(long id, String... keys) {
        var value = new JsonArray();
        for (var key : keys) {
            value.add(
                    new JsonObject().put("order", value.size()).put("key", key).put("name", key));
        }
        tell(
                "Dictionary",
                id,
                new JsonObject().put("key", "thermal_receipt_fields").put("value", value));
    }

    void tellOfOther(long id) {
        tell("Dictionary", id, new JsonObject().put("key", "industries").put("value", JsonArray.of("Film")));
    }

    /** The database was restored from a backup, and has no dictionary of the company. */
    void restoreWithout() {
        epoch = "20260201T000000000Z";
        sequence = 0;
        tell(EpochSnapshot.END_CLASS_NAME, companyId, new JsonObject());
    }

    private void tell(String className, long id, JsonObject data) {
        var change = new Envelope(
                epoch,
                companyId,
                ++sequence,
                className,
                id,
                Action.UPDATE,
                data.put("id", id).encode(),
                "company",
                null,
                null,
                Instant.now(),
                null);
        try {
            producer.send(change.toRecord("contacts.changes", "/contacts-service"))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
