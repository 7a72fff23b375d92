package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API server fills in before it looks at the rules of a custom resource. */
final class Defaults {

    private Defaults() {}

    /** Returns a copy of {@code value} in which the schema's defaults stand where nothing is given. */
    static JsonNode fillIn(JsonNode schema, JsonNode value) {
        JsonNode copy = value.deepCopy();
        fill(schema, copy);
        return copy;
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").fields().forEachRemaining(property -> {
                JsonNode otherwise = property.getValue().get("default");
                if (otherwise != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), otherwise.deepCopy());
                }
                if (object.has(property.getKey())) {
                    fill(property.getValue(), object.get(property.getKey()));
                }
            });
        } else if (value instanceof ArrayNode list) {
            list.forEach(element -> fill(schema.path("items"), element));
        }
    }
}
