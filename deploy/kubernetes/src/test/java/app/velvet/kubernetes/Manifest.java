package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object that a cluster is given. */
record Manifest(ObjectNode content) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static List<Manifest> read(Path file) throws IOException {
        return documents(file).map(Manifest::new).toList();
    }

    private static Stream<ObjectNode> documents(Path file) throws IOException {
        try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(file.toFile())) {
            return documents.readAll().stream();
        }
    }

    String apiVersion() {
        return at("/apiVersion").asText();
    }

    String kind() {
        return at("/kind").asText();
    }

    String name() {
        return at("/metadata/name").asText();
    }

    /** Returns what is at a JSON pointer, a missing node if nothing is. */
    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    Stream<JsonNode> each(String pointer) {
        return each(at(pointer));
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Returns the only container of a Deployment. */
    JsonNode container() {
        return at("/spec/template/spec/containers/0");
    }

    Manifest copy() {
        return new Manifest(content.deepCopy());
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
