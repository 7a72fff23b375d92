package app.velvet.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer that a test gets from the service against the service's OpenAPI document: an operation that it lists
 * answers with a status and a body that it lists there, with every field and with no other one.
 *
 * <p>A module switches it on for all its tests by naming it in
 * {@code META-INF/services/io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback}.
 */
public final class DocumentedAnswers implements Filter, QuarkusTestBeforeEachCallback {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();
    private volatile Document document;

    private record Operation(Pattern path, JsonNode methods) {}

    private record Document(JsonNode components, List<Operation> operations) {

        /** What is written before a variable is more than the variable: {@code /tokens/reset} is no {@code /tokens/{id}}. */
        Optional<JsonNode> find(String method, String path) {
            return operations.stream()
                    .filter(operation -> operation.path().matcher(path).matches())
                    .map(operation -> operation.methods().path(method.toLowerCase(Locale.ROOT)))
                    .filter(JsonNode::isObject)
                    .findFirst();
        }

        /** Whether the path that fits best has the method: {@code /tokens/reset} need not have what {@code /tokens/{id}} has. */
        boolean allows(String method, String path) {
            return operations.stream()
                    .filter(operation -> operation.path().matcher(path).matches())
                    .findFirst()
                    .filter(operation -> operation.methods().has(method.toLowerCase(Locale.ROOT)))
                    .isPresent();
        }
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(DocumentedAnswers.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String path = request.getDerivedPath().replaceFirst("\\.json$", "");
        if (answer.statusCode() == METHOD_NOT_ALLOWED && !document().allows(request.getMethod(), path)) {
            return answer;
        }
        document()
                .find(request.getMethod(), path)
                .ifPresent(operation -> check(operation, answer, request.getMethod() + " " + path));
        return answer;
    }

    private void check(JsonNode operation, Response answer, String request) {
        JsonNode documented = operation.path("responses").path(Integer.toString(answer.statusCode()));
        require(
                documented.isObject(),
                "%s answers %d, which its document does not tell of",
                request,
                answer.statusCode());
        JsonNode schema = documented.path("content").path("application/json").path("schema");
        if (String.valueOf(answer.contentType()).startsWith("application/json")) {
            require(schema.isObject(), "%s answers JSON of which its document does not tell", request);
            var errors = schemas.computeIfAbsent(schema, this::load).validate(read(answer.asString()));
            require(errors.isEmpty(), "%s answers %s: %s", request, answer.asString(), errors);
        }
    }

    private JsonSchema load(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document().components());
        return SCHEMAS.getSchema(whole);
    }

    private Document document() {
        if (document == null) {
            document = read();
        }
        return document;
    }

    private static Document read() {
        String text = RestAssured.given()
                .noFilters()
                .accept("application/json")
                .get("/q/openapi")
                .asString();
        JsonNode whole = read(text);
        whole.path("components").path("schemas").forEach(DocumentedAnswers::close);
        List<Operation> operations = new ArrayList<>();
        whole.path("paths")
                .properties()
                .forEach(path -> operations.add(new Operation(pattern(path.getKey()), path.getValue())));
        operations.sort(
                Comparator.comparing(operation -> operation.path().pattern().contains("[^/]+")));
        return new Document(whole.path("components"), operations);
    }

    /** A field that is not documented is an error, except where the document says that there are others. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.has("properties") && !schema.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+"));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static void require(boolean holds, String otherwise, Object... arguments) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(arguments));
        }
    }
}
