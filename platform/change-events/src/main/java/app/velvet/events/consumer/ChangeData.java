package app.velvet.events.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The entity of a change that is no destroy, for who needs to be sure of its shape. */
public record ChangeData(ChangeRecord change, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws UnprocessableChangeException if it is none; likewise, below, what is not of the shape asked for */
    public static ChangeData of(ChangeRecord change) {
        try {
            return new ChangeData(change, JSON.readTree(change.data()));
        } catch (JsonProcessingException e) {
            throw new UnprocessableChangeException(change, "Its data is not JSON");
        }
    }

    public JsonNode require(String field) {
        if (!json.hasNonNull(field)) {
            throw new UnprocessableChangeException(change, "It has no " + field);
        }
        return json.get(field);
    }

    public long requireId(String field) {
        var id = require(field);
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new UnprocessableChangeException(change, "Its " + field + " is no id");
        }
        return id.longValue();
    }

    public boolean requireBoolean(String field) {
        var value = require(field);
        if (!value.isBoolean()) {
            throw new UnprocessableChangeException(change, "Its " + field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    public OffsetDateTime requireTime(String field) {
        try {
            return OffsetDateTime.parse(require(field).asText());
        } catch (DateTimeParseException e) {
            throw new UnprocessableChangeException(change, "Its " + field + " is not a timestamp");
        }
    }

    /** Null if it has none. */
    public String text(String field) {
        return json.path(field).textValue();
    }

    /** False if it says nothing. */
    public boolean isTrue(String field) {
        return json.path(field).asBoolean(false);
    }

    /** Null if it has none. */
    public Long number(String field) {
        return json.hasNonNull(field) ? json.get(field).asLong() : null;
    }
}
