package app.velvet.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The AsyncAPI document: which messages there are on which topics. */
public final class EventDocument {

    private static final String FILE = "asyncapi.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final List<Message> messages = new ArrayList<>();

    /**
     * A message of a topic.
     *
     * @param partitions of the topic
     * @param name the class of the change, or that of another message
     * @param headers schema of the headers as an object of texts; missing if there are none
     * @param key schema of the key
     * @param payload schema of the value
     */
    public record Message(String topic, int partitions, String name, JsonNode headers, JsonNode key, JsonNode payload) {

        @Override
        public String toString() {
            return topic + " " + name;
        }
    }

    private EventDocument(JsonNode root) {
        this.root = root;
        root.get("channels").properties().forEach(channel -> read(channel.getValue()));
    }

    /** The one that is packaged with this class. */
    public static EventDocument read() {
        try (var file = EventDocument.class.getResourceAsStream(FILE)) {
            return new EventDocument(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    Optional<Message> message(String topic, String name) {
        return messages.stream()
                .filter(message ->
                        message.topic().equals(topic) && message.name().equals(name))
                .findAny();
    }

    JsonNode root() {
        return root;
    }

    private void read(JsonNode channel) {
        var topic = channel.get("address").asText();
        int partitions =
                resolve(channel.get("bindings")).at("/kafka/partitions").asInt();
        channel.get("messages").properties().forEach(entry -> {
            var message = resolve(entry.getValue());
            messages.add(new Message(
                    topic,
                    partitions,
                    entry.getKey(),
                    resolve(ofMessageOrTraits(message, "headers")),
                    resolve(ofMessageOrTraits(message, "bindings")).at("/kafka/key"),
                    resolve(message.get("payload"))));
        });
    }

    private JsonNode ofMessageOrTraits(JsonNode message, String field) {
        var own = message.path(field);
        for (var trait : message.path("traits")) {
            if (own.isMissingNode()) {
                own = resolve(trait).path(field);
            }
        }
        return own;
    }

    /** @throws IllegalArgumentException if there is nothing where it refers to */
    private JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asText();
        if (reference.isEmpty()) {
            return node;
        }
        var resolved = reference.startsWith("#") ? root.at(reference.substring(1)) : file(reference);
        if (resolved.isMissingNode()) {
            throw new IllegalArgumentException("Nothing is at " + reference);
        }
        return resolved;
    }

    private static JsonNode file(String reference) {
        try (var file = EventDocument.class.getResourceAsStream(reference.replaceFirst("^\\./", ""))) {
            return file == null ? JSON.missingNode() : JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
