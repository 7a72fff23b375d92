package app.velvet.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document and the schemas are what they claim to be, and agree with the topics that there are. */
class DocumentTest {

    private static final Path TOPICS = Path.of("../deploy/kubernetes/base/kafka-topics.yaml");

    private static final JsonSchema ASYNC_API = JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(DocumentTest.class.getResourceAsStream("/asyncapi-3.0.0.json"));

    private final JsonNode document = EventFiles.yaml(EventFiles.DOCUMENT);
    private final Map<String, JsonNode> schemas = EventFiles.schemas(EventFiles.SCHEMAS);

    @Test
    void documentIsOneOfAsyncApi3() {
        assertThat(findings(document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/asyncapi, 2.6.0",
        "/info/version,",
        "/servers/kubernetes/host,",
        "/servers/kubernetes/protocol, 7",
        "/channels/auth.changes/adress, auth.changes",
        "/channels/auth.changes/bindings, none",
        "/channels/feed.advanced/bindings/kafka/partitions, 0",
        "/channels/feed.advanced/bindings/kafka/topicConfiguration/cleanup.policy, compact",
        "/channels/feed.advanced/messages/FeedAdvanced/payload, text",
        "/operations/publish-auth.changes/action, publish",
        "/operations/publish-auth.changes/channel,",
        "/components/messageTraits/change/payload, text",
        "/components/securitySchemes/certificate/type, X508",
    })
    void mistakeInItIsFound(String path, String value) {
        var mistaken = document.deepCopy();
        int lastSlash = path.lastIndexOf('/');
        var place = (ObjectNode) mistaken.at(path.substring(0, lastSlash));
        if (value == null) {
            place.remove(path.substring(lastSlash + 1));
        } else {
            place.set(path.substring(lastSlash + 1), new ObjectMapper().valueToTree(number(value)));
        }

        assertThat(findings(mistaken)).isNotEmpty();
    }

    private static Object number(String value) {
        return value.matches("\\d+") ? Integer.valueOf(value) : value;
    }

    private static List<String> findings(JsonNode document) {
        return ASYNC_API.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @Test
    void everyReferenceInItLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                reference.startsWith("#")
                                        ? document.at(reference.substring(1)).isObject()
                                        : schemas.containsKey(reference.replace("./schemas/", "")))
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everySchemaIsOneAndIsReferredTo() {
        var referred = document.findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .map(reference -> reference.replace("./schemas/", ""))
                .collect(Collectors.toSet());
        assertThat(schemas.keySet()).isEqualTo(referred);

        JsonSchema metaSchema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));
        schemas.forEach((name, schema) -> assertThat(metaSchema.validate(schema))
                .as("%s, of which the meta-schema says", name)
                .isEmpty());
    }

    @Test
    void everySchemaHasTheNameByWhichRecordsReferToIt() {
        schemas.forEach((file, schema) -> assertThat(schema.get("$id").asText())
                .isEqualTo("urn:velvet:schema:" + file.replace(".json", "").replace('/', ':')));
    }

    @Test
    void everyFieldHasATypeAndEverySchemaADescription() {
        schemas.forEach((file, schema) -> {
            assertThat(schema.path("description").asText()).as(file).isNotEmpty();
            for (var properties : schema.findValues("properties")) {
                properties
                        .properties()
                        .forEach(property -> assertThat(isTyped(property.getValue()))
                                .as("%s in %s has a type", property.getKey(), file)
                                .isTrue());
            }
        });
    }

    private static boolean isTyped(JsonNode field) {
        return field.isBoolean() || field.has("type") || field.has("$ref") || field.has("const");
    }

    @Test
    void topicsAreThoseThatAreDeployed() throws IOException {
        var deployed = new HashMap<String, JsonNode>();
        try (var manifests = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(TOPICS.toFile())) {
            manifests.forEachRemaining(
                    topic -> deployed.put(topic.at("/metadata/name").asText(), topic.get("spec")));
        }
        var described = new ArrayList<String>();
        document.get("channels").properties().forEach(channel -> {
            described.add(channel.getValue().get("address").asText());
            assertAsDeployed(channel.getValue(), deployed.get(channel.getKey()));
        });
        assertThat(described).containsExactlyInAnyOrderElementsOf(deployed.keySet());
    }

    private void assertAsDeployed(JsonNode channel, JsonNode deployed) {
        var reference = channel.at("/bindings/$ref").asText();
        var kafka = (reference.isEmpty() ? channel.get("bindings") : document.at(reference.substring(1))).get("kafka");
        assertThat(kafka.get("partitions")).isEqualTo(deployed.get("partitions"));
        assertThat(kafka.get("replicas")).isEqualTo(deployed.get("replicas"));
        kafka.get("topicConfiguration").properties().forEach(setting -> {
            var value = setting.getValue();
            assertThat(deployed.get("config").get(setting.getKey()).asText())
                    .as(setting.getKey())
                    .isEqualTo(value.isArray() ? value.get(0).asText() : value.asText());
        });
    }
}
