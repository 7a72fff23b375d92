package app.velvet.contacts;

import app.velvet.events.Action;
import app.velvet.events.Envelope;
import app.velvet.events.relay.EpochSnapshot;
import app.velvet.testing.TestKafka;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The venues of one company, as venues-service tells of them. */
public final class Venues implements AutoCloseable {

    private static final AtomicLong IDS = new AtomicLong(70_000);

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.shared().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final long companyId;
    private String epoch = "20260101T000000000Z";
    private long sequence;
    private Envelope last;

    public Venues(long companyId) {
        this.companyId = companyId;
    }

    public static long newId() {
        return IDS.incrementAndGet();
    }

    /** A reservation at an event of a venue, as far as it matters here. */
    public static JsonObject reservation(long contactId, long eventId, String date, String stage, String status) {
        return new JsonObject()
                .put("contact_id", contactId)
                .put("event_id", eventId)
                .put("event_info", new JsonObject().put("name", "Night " + date).put("date", date))
                .put("stage", stage)
                .put("status", status)
                .put("closeout", false);
    }

    /** The same, with the bill paid. */
    public static JsonObject closedOut(JsonObject reservation, double spent, double comp) {
        return reservation
                .copy()
                .put("closeout", true)
                .put("actual_spent", spent)
                .put("actual_comp", comp);
    }

    public static JsonObject guestlist(long contactId, long eventId, String date, String stage, String status) {
        return new JsonObject()
                .put("contact_id", contactId)
                .put("event_id", eventId)
                .put("event_info", new JsonObject().put("name", "Night " + date).put("date", date))
                .put("stage", stage)
                .put("status", status)
                .put("count_males", 2)
                .put("count_females", 3);
    }

    public static JsonObject event(long venueId, String date, String startTime, String endTime) {
        return new JsonObject()
                .put("venue_id", venueId)
                .put("name", "Night " + date)
                .put("date", date)
                .put("start_time", startTime)
                .put("end_time", endTime);
    }

    public void tellOfVenue(long id, String timeZone) {
        tell(Action.UPDATE, "Venue", id, new JsonObject().put("time_zone", timeZone), "company");
    }

    public void tellOfEvent(long id, JsonObject event) {
        tell(Action.UPDATE, "Event", id, event, "company,venue:" + event.getLong("venue_id"));
    }

    public void tellOfReservation(long id, JsonObject reservation, long venueId) {
        tell(Action.UPDATE, "Reservation", id, reservation, "company,venue:" + venueId);
    }

    public void tellOfGuestlist(long id, JsonObject guestlist, long venueId) {
        tell(Action.UPDATE, "Guestlist", id, guestlist, "company,venue:" + venueId);
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
    public void tell(Action action, String className, long id, JsonObject data, String audience) {
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
            producer.send(change.toRecord("venues.changes", "/venues-service")).get();
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
