package app.velvet.events;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A committed change on its way to Kafka.
 *
 * @param data the entity as JSON text, or null for a destroy
 * @param audience the audiences as {@link ChangeHeaders#AUDIENCE} holds them
 * @param actorId null if no user made the change
 * @param sessionId null if the change was made in no session
 * @param traceparent of what made the change, or null
 */
public record Envelope(
        String epoch,
        long companyId,
        long sequence,
        String className,
        long id,
        Action action,
        String data,
        String audience,
        Long actorId,
        Long sessionId,
        Instant changedAt,
        String traceparent) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param source the publishing service, e.g. {@code /contacts-service} */
    public ProducerRecord<String, byte[]> toRecord(String topic, String source) {
        var change = new ProducerRecord<>(topic, Partitions.of(companyId), key(companyId, className, id), value());
        var headers = change.headers();
        add(headers, ChangeHeaders.SPEC_VERSION, ChangeHeaders.SPEC_VERSION_VALUE);
        add(headers, ChangeHeaders.ID, epoch + "-" + companyId + "-" + sequence);
        add(headers, ChangeHeaders.SOURCE, source);
        add(headers, ChangeHeaders.TYPE, "velvet." + snakeCase(className) + "." + action.pastTense());
        add(headers, ChangeHeaders.SUBJECT, className + "/" + id);
        add(headers, ChangeHeaders.TIME, changedAt);
        add(headers, ChangeHeaders.CONTENT_TYPE, ChangeHeaders.CONTENT_TYPE_VALUE);
        add(headers, ChangeHeaders.DATA_SCHEMA, schemaOf(topic, className));
        add(headers, ChangeHeaders.COMPANY_ID, companyId);
        add(headers, ChangeHeaders.EPOCH, epoch);
        add(headers, ChangeHeaders.SEQUENCE, sequence);
        add(headers, ChangeHeaders.AUDIENCE, audience);
        addIfPresent(headers, ChangeHeaders.ACTOR_ID, actorId);
        addIfPresent(headers, ChangeHeaders.SESSION_ID, sessionId);
        addIfPresent(headers, ChangeHeaders.TRACE_PARENT, traceparent);
        return change;
    }

    /** Lets log compaction forget an entity whose destroy was published long ago. It has a company and nothing else. */
    public static ProducerRecord<String, byte[]> tombstone(String topic, long companyId, String className, long id) {
        var tombstone = new ProducerRecord<String, byte[]>(
                topic, Partitions.of(companyId), key(companyId, className, id), null);
        add(tombstone.headers(), ChangeHeaders.COMPANY_ID, companyId);
        return tombstone;
    }

    /** {@code <company>/<Class>/<id>}. */
    public static String key(long companyId, String className, long id) {
        return companyId + "/" + className + "/" + id;
    }

    /** Names the JSON Schema of a class: also the {@code $id} in that schema. */
    public static String schemaOf(String topic, String className) {
        return "urn:velvet:schema:" + topic + ":" + className;
    }

    private byte[] value() {
        var bytes = new ByteArrayOutputStream(data == null ? 128 : data.length() + 128);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("action", action.wireName());
            json.writeNumberField("id", id);
            json.writeStringField("class_name", className);
            if (data != null) {
                json.writeFieldName("data");
                json.writeRawValue(data);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String snakeCase(String className) {
        return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static void addIfPresent(Headers headers, String name, Object value) {
        if (value != null) {
            add(headers, name, value);
        }
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }
}
