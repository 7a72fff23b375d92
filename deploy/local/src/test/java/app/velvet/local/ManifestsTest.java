package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests that the local stack reads are what a cluster would take. */
class ManifestsTest {

    private static final Path SCHEMAS = Path.of("../../../shared/kubernetes-schemas");
    private static final Path MANIFESTS = Path.of("../kubernetes/base");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource({
        "http-routes.yaml, gateway-api-httproutes.yaml",
        "../../local/manifests/local-routes.yaml, gateway-api-httproutes.yaml",
        "kafka-topics.yaml, strimzi-kafkatopic.yaml",
    })
    void followTheirPublishedSchemas(String manifests, String definition) throws IOException {
        assumeTrue(Files.isDirectory(SCHEMAS), "The published schemas are not here, in " + SCHEMAS);
        JsonNode customResource = YAML.readTree(SCHEMAS.resolve(definition).toFile());

        for (JsonNode manifest : documents(manifests)) {
            String version = manifest.get("apiVersion").asText();
            assertThat(version).startsWith(customResource.at("/spec/group").asText() + "/");
            JsonSchema schema = schema(customResource, version.substring(version.indexOf('/') + 1));

            assertThat(schema.validate(manifest))
                    .as(manifest.at("/metadata/name").asText())
                    .extracting(ValidationMessage::getMessage)
                    .isEmpty();
        }
    }

    private static List<JsonNode> documents(String manifests) throws IOException {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(MANIFESTS.resolve(manifests).toFile())) {
            return documents.readAll();
        }
    }

    private static JsonSchema schema(JsonNode customResource, String version) {
        JsonNode schema = StreamSupport.stream(
                        customResource.at("/spec/versions").spliterator(), false)
                .filter(candidate -> candidate.get("name").asText().equals(version))
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
        close(schema);
        // metadata is left open by the definitions: the API server knows it by itself
        ((ObjectNode) schema.at("/properties/metadata")).remove("additionalProperties");
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    }

    /** A misspelt field is a mistake, although the published schemas let it pass. */
    private static void close(JsonNode schema) {
        boolean isOpen = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.has("properties") && !isOpen && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(ManifestsTest::close);
    }
}
