package app.velvet.events.staff;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.UnprocessableChangeException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The data of a change, of whose shape the copy needs to be sure. */
record StaffData(ChangeRecord change, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws UnprocessableChangeException if it is none; likewise, below, what is not of the shape asked for */
    static StaffData of(ChangeRecord change) {
        try {
            return new StaffData(change, JSON.readTree(change.data()));
        } catch (JsonProcessingException e) {
            throw new UnprocessableChangeException(change, "Its data is not JSON");
        }
    }

    JsonNode require(String field) {
        if (!json.hasNonNull(field)) {
            throw new UnprocessableChangeException(change, "It has no " + field);
        }
        return json.get(field);
    }

    boolean requireBoolean(String field) {
        var value = require(field);
        if (!value.isBoolean()) {
            throw new UnprocessableChangeException(change, "Its " + field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    OffsetDateTime requireTime(String field) {
        try {
            return OffsetDateTime.parse(require(field).asText());
        } catch (DateTimeParseException e) {
            throw new UnprocessableChangeException(change, "Its " + field + " is not a timestamp");
        }
    }

    /** Null if it has none. */
    String text(String field) {
        return json.path(field).textValue();
    }

    /** False if it says nothing. */
    boolean isTrue(String field) {
        return json.path(field).asBoolean(false);
    }

    /** Null if it has none. */
    Long number(String field) {
        return json.hasNonNull(field) ? json.get(field).asLong() : null;
    }
}
