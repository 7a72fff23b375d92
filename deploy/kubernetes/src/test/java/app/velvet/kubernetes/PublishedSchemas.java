package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The schemas that Kubernetes and the projects of custom resources publish, in a folder beside the repository. They are closed:
 * a field that a schema does not know is an error, although the published ones let it pass.
 */
final class PublishedSchemas {

    static final Path FOLDER = Path.of("../../../shared/kubernetes-schemas");

    private static final String KUBERNETES = "kubernetes-definitions.json";
    private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    /** Told by the description in the published document, which is left out of it here. */
    private static final List<String> ALSO_NUMBERS = List.of("io.k8s.apimachinery.pkg.util.intstr.IntOrString");

    /** Warns of each keyword that is Kubernetes' own. */
    private static final Logger KEYWORDS = Logger.getLogger("com.networknt.schema.UnknownKeywordFactory");

    private final Map<String, JsonNode> schemas = new HashMap<>();
    private final Map<String, JsonSchema> validators = new HashMap<>();
    private final CelRules rules = new CelRules();

    private PublishedSchemas() {}

    static boolean areHere() {
        return Files.isDirectory(FOLDER);
    }

    static PublishedSchemas read() {
        KEYWORDS.setLevel(Level.SEVERE);
        try {
            PublishedSchemas published = new PublishedSchemas();
            JsonNode definitions = published.addKubernetes();
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                    published.addCustomResource(new YAMLMapper().readTree(file.toFile()), definitions);
                }
            }
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with a manifest; nothing if a cluster would take it. */
    List<String> findings(Manifest manifest) {
        String kind = manifest.apiVersion() + " " + manifest.kind();
        if (!schemas.containsKey(kind)) {
            return List.of(kind + " is not published");
        }
        List<String> findings =
                new ArrayList<>(validators.computeIfAbsent(kind, this::validator).validate(manifest.content()).stream()
                        .map(ValidationMessage::getMessage)
                        .toList());
        if (findings.isEmpty()) {
            JsonNode schema = schemas.get(kind);
            findings.addAll(rules.findings(schema, Defaults.fillIn(schema, manifest.content())));
        }
        return findings;
    }

    private JsonSchema validator(String kind) {
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schemas.get(kind));
    }

    private JsonNode addKubernetes() throws IOException {
        JsonNode definitions =
                new ObjectMapper().readTree(FOLDER.resolve(KUBERNETES).toFile()).get("definitions");
        ALSO_NUMBERS.forEach(name -> ((ObjectNode) definitions.get(name)).remove("type"));
        close(definitions);
        definitions
                .fields()
                .forEachRemaining(definition -> definition
                        .getValue()
                        .path("x-kubernetes-group-version-kind")
                        .forEach(kind -> add(kind, withDefinitions(definition.getKey(), definitions))));
        return definitions;
    }

    private void add(JsonNode kind, JsonNode schema) {
        String group = kind.get("group").asText();
        schemas.put(
                (group.isEmpty() ? "" : group + "/") + kind.get("version").asText() + " "
                        + kind.get("kind").asText(),
                schema);
    }

    private static ObjectNode withDefinitions(String name, JsonNode definitions) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$ref", "#/definitions/" + name);
        schema.set("definitions", definitions);
        return schema;
    }

    private void addCustomResource(JsonNode definition, JsonNode kubernetes) {
        for (JsonNode version : definition.at("/spec/versions")) {
            ObjectNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
            close(schema);
            // The API server knows it by itself.
            ((ObjectNode) schema.get("properties")).putObject("metadata").put("$ref", "#/definitions/" + METADATA);
            schema.set("definitions", kubernetes);
            schemas.put(
                    definition.at("/spec/group").asText() + "/"
                            + version.get("name").asText() + " "
                            + definition.at("/spec/names/kind").asText(),
                    schema);
        }
    }

    private static void close(JsonNode schema) {
        boolean isOpen = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.path("properties").isObject() && !isOpen && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(PublishedSchemas::close);
    }
}
