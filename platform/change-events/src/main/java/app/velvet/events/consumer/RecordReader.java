package app.velvet.events.consumer;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeHeaders;
import app.velvet.events.consumer.Received.Place;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of change topics. What it cannot read it says, instead of failing. */
final class RecordReader {

    private static final JsonFactory JSON = new JsonFactory();

    private RecordReader() {}

    static Received read(ConsumerRecord<byte[], byte[]> raw) {
        if (raw.value() == null) {
            return new Received.Tombstone(raw, companyId(raw));
        }
        try {
            return new Received.Change(raw, change(raw));
        } catch (Unreadable e) {
            return new Received.Unreadable(raw, companyId(raw), place(raw), e.getMessage());
        }
    }

    private static ChangeRecord change(ConsumerRecord<byte[], byte[]> raw) throws Unreadable {
        var companyId = requireNumber(raw, ChangeHeaders.COMPANY_ID);
        var body = Body.read(raw.value());
        var key = companyId + "/" + body.className + "/" + body.id;
        if (raw.key() == null || !key.equals(new String(raw.key(), StandardCharsets.UTF_8))) {
            throw new Unreadable("Key, headers and value are not of the same entity");
        }
        return new ChangeRecord(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                companyId,
                body.className,
                body.id,
                body.action,
                body.data,
                audience(require(raw, ChangeHeaders.AUDIENCE)),
                require(raw, ChangeHeaders.EPOCH),
                requireNumber(raw, ChangeHeaders.SEQUENCE),
                number(raw, ChangeHeaders.ACTOR_ID),
                number(raw, ChangeHeaders.SESSION_ID),
                time(require(raw, ChangeHeaders.TIME)),
                header(raw, ChangeHeaders.TRACE_PARENT));
    }

    private static Long companyId(ConsumerRecord<byte[], byte[]> raw) {
        try {
            return requireNumber(raw, ChangeHeaders.COMPANY_ID);
        } catch (Unreadable e) {
            return companyIdOfKey(raw.key());
        }
    }

    private static Long companyIdOfKey(byte[] key) {
        try {
            return key == null ? null : Long.valueOf(new String(key, StandardCharsets.UTF_8).split("/", 2)[0]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Place place(ConsumerRecord<byte[], byte[]> raw) {
        try {
            return new Place(require(raw, ChangeHeaders.EPOCH), requireNumber(raw, ChangeHeaders.SEQUENCE));
        } catch (Unreadable e) {
            return null;
        }
    }

    private static Set<Audience> audience(String header) throws Unreadable {
        try {
            return Arrays.stream(header.split(","))
                    .filter(entry -> !entry.isEmpty())
                    .map(Audience::parse)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new Unreadable("Header " + ChangeHeaders.AUDIENCE + " holds something that is no audience");
        }
    }

    private static Instant time(String header) throws Unreadable {
        try {
            return Instant.parse(header);
        } catch (DateTimeParseException e) {
            throw new Unreadable("Header " + ChangeHeaders.TIME + " is not a time");
        }
    }

    private static Long number(ConsumerRecord<byte[], byte[]> raw, String name) throws Unreadable {
        return header(raw, name) == null ? null : requireNumber(raw, name);
    }

    private static long requireNumber(ConsumerRecord<byte[], byte[]> raw, String name) throws Unreadable {
        try {
            return Long.parseLong(require(raw, name));
        } catch (NumberFormatException e) {
            throw new Unreadable("Header " + name + " is not a number");
        }
    }

    private static String require(ConsumerRecord<byte[], byte[]> raw, String name) throws Unreadable {
        var value = header(raw, name);
        if (value == null) {
            throw new Unreadable("Header " + name + " is missing");
        }
        return value;
    }

    private static String header(ConsumerRecord<byte[], byte[]> raw, String name) {
        var header = raw.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The log element in a record's value; {@code data} is kept as it was published, byte by byte. */
    private static final class Body {

        private Action action;
        private Long id;
        private String className;
        private String data;

        static Body read(byte[] value) throws Unreadable {
            var body = new Body();
            try (var json = JSON.createParser(value)) {
                require(json.nextToken() == JsonToken.START_OBJECT, "The value is not a JSON object");
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    body.readField(json, value);
                }
                require(json.nextToken() == null, "The value goes on after its end");
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // The last where it is JSON, but not UTF-8.
                throw new Unreadable("The value is not the JSON of a change");
            }
            require(body.action != null && body.id != null && body.className != null, "The value lacks a field");
            require((body.data == null) == (body.action == Action.DESTROY), "Action and data do not fit");
            return body;
        }

        private void readField(JsonParser json, byte[] value) throws IOException, Unreadable {
            var name = json.currentName();
            var token = json.nextToken();
            switch (name) {
                case "action" -> action = Action.ofWireName(json.getText());
                case "class_name" -> className = json.getText();
                case "id" -> {
                    require(token == JsonToken.VALUE_NUMBER_INT, "The id is not an integer");
                    id = json.getLongValue();
                }
                case "data" -> {
                    if (token != JsonToken.VALUE_NULL) {
                        require(token == JsonToken.START_OBJECT, "The data is not a JSON object");
                        data = objectAt(json, value);
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static String objectAt(JsonParser json, byte[] value) throws IOException {
            var start = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            var end = (int) json.currentLocation().getByteOffset();
            return new String(value, start, end - start, StandardCharsets.UTF_8);
        }

        private static void require(boolean holds, String otherwise) throws Unreadable {
            if (!holds) {
                throw new Unreadable(otherwise);
            }
        }
    }

    private static final class Unreadable extends Exception {

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }
}
