package app.velvet.venues;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.relay.EpochSnapshot;
import app.velvet.testing.TestKafka;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The guests of one company, as contacts-service tells of them. */
public final class Guests implements AutoCloseable {

    private static final AtomicLong IDS = new AtomicLong(900_000);

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final long companyId;
    private String epoch = "20260101T000000000Z";
    private long sequence;
    private Envelope last;

    public Guests(long companyId) {
        this.companyId = companyId;
    }

    public static long newId() {
        return IDS.incrementAndGet();
    }

    /** A contact as it is published, with an email and a phone of his own. */
    public static JsonObject guest(long id, String name) {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("state", "customer")
                .put("email", name.toLowerCase().replace(' ', '.') + "@guest.example")
                .put("phone", "(212)5%02d-%04d".formatted(id / 10_000 % 100, id % 10_000))
                .put("avatar", new JsonObject().putNull("url"))
                .putNull("avatar_mobile_thumb_url")
                .put("total_spent", 0)
                .put("tags", new JsonArray());
    }

    public static JsonObject note(long id, long authorId, String text, String about, long bookingId) {
        return new JsonObject()
                .put("id", id)
                .put("text", text)
                .put("user_id", authorId)
                .put("created_at", "2026-01-02T03:04:05Z")
                .put("updated_at", "2026-01-02T03:04:05Z")
                .put("event_name", "Jazz")
                .put(about, bookingId)
                .put("can_be_edited", false)
                .put("can_be_deleted", false);
    }

    /** Tells the whole company of a new guest and returns his id. */
    public long come(String name) {
        long id = newId();
        tell(guest(id, name), "company");
        return id;
    }

    public void tell(JsonObject guest, String audience) {
        tell(Action.UPDATE, "Contact", guest.getLong("id"), guest, audience);
    }

    public void tellOfTag(long id, String name) {
        tell(Action.UPDATE, "Tag", id, new JsonObject().put("id", id).put("name", name), "company");
    }

    public void tellOfQualification(long id, long contactId, long venueId, String status) {
        tell(
                Action.UPDATE,
                "ContactQualification",
                id,
                new JsonObject()
                        .put("id", id)
                        .put("contact_id", contactId)
                        .put("venue_id", venueId)
                        .put("status", status),
                "company");
    }

    public void tellOfNote(JsonObject note) {
        tell(Action.UPDATE, "Note", note.getLong("id"), note, "company");
    }

    /** @param reservationId null if it is for none */
    public void tellOfTask(long id, Long reservationId) {
        tell(Action.UPDATE, "Task", id, new JsonObject().put("id", id).put("reservation_id", reservationId), "company");
    }

    public void tellThatIsGone(String className, long id) {
        tell(Action.DESTROY, className, id, null, "company");
    }

    /** What was told last comes once more, as after a crash of the relay. */
    public void repeat() {
        send(last);
    }

    /** The database was restored from a backup: what is told from now on is what there is. */
    public void restore() {
        epoch = "20260201T000000000Z";
        sequence = 0;
    }

    /** All that there is has been told. */
    public void endSnapshot() {
        tell(Action.UPDATE, EpochSnapshot.END_CLASS_NAME, companyId, new JsonObject(), "company");
    }

    /** @param data null for a destroy */
    private void tell(Action action, String className, long id, JsonObject data, String audience) {
        last = new Envelope(
                epoch,
                companyId,
                ++sequence,
                className,
                id,
                action,
                data == null ? null : data.encode(),
                audience,
                null,
                null,
                Instant.now(),
                null);
        send(last);
    }

    private void send(Envelope change) {
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
