package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.UnprocessableChangeException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The entity of a change that is no destroy. */
record ChangeData(ChangeRecord change, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws UnprocessableChangeException if it is not JSON */
    static ChangeData of(ChangeRecord change) {
        try {
            return new ChangeData(change, JSON.readTree(change.data()));
        } catch (JsonProcessingException e) {
            throw new UnprocessableChangeException(change, "Its data is not JSON");
        }
    }

    /** @throws UnprocessableChangeException if there is none under this name */
    long requireId(String name) {
        var id = json.path(name);
        if (!id.canConvertToLong() || !id.isIntegralNumber()) {
            throw new UnprocessableChangeException(change, "Its " + name + " is no id");
        }
        return id.longValue();
    }

    /** Null if there is none. */
    String text(String name) {
        return json.path(name).textValue();
    }
}
