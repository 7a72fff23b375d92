package app.velvet.asyncapi;

import app.velvet.asyncapi.EventDocument.Message;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds records against the document. It is stricter than a subscriber should be: a field or a header that is not documented
 * is a finding.
 */
public final class RecordCheck {

    private static final String TOMBSTONE = "Tombstone";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final EventDocument document;
    private final Map<JsonNode, JsonSchema> validators = new HashMap<>();

    public RecordCheck(EventDocument document) {
        this.document = document;
    }

    /** The message that a record is, if it is documented. */
    public Optional<Message> message(ConsumerRecord<String, byte[]> record) {
        var named = record.value() == null ? Optional.of(TOMBSTONE) : className(record);
        if (named.isPresent()) {
            return document.message(record.topic(), named.get());
        }
        return document.messages().stream()
                .filter(message -> message.topic().equals(record.topic()))
                .filter(message ->
                        message.payload().at("/properties/class_name").isMissingNode())
                .filter(message -> !message.name().equals(TOMBSTONE))
                .findAny();
    }

    /** What of a record is not as the document has it; nothing if all is. */
    public List<String> findings(ConsumerRecord<String, byte[]> record) {
        var message = message(record);
        if (message.isEmpty()) {
            return List.of(record.topic() + " " + record.key() + " is not documented");
        }
        var findings = new ArrayList<String>();
        findings.addAll(findings("key", message.get().key(), JSON.valueToTree(record.key())));
        findings.addAll(findings("headers", message.get().headers(), headers(record)));
        findings.addAll(findings("value", message.get().payload(), value(record).orElse(NullNode.instance)));
        findings.addAll(contradictions(message.get(), record));
        return findings.stream()
                .map(finding -> message.get() + " " + record.key() + ": " + finding)
                .toList();
    }

    private static Optional<String> className(ConsumerRecord<String, byte[]> record) {
        return value(record).map(value -> value.path("class_name").textValue());
    }

    private List<String> findings(String part, JsonNode schema, JsonNode instance) {
        if (schema.isMissingNode()) {
            return instance.isEmpty() ? List.of() : List.of(part + " are there that are not documented");
        }
        return validators.computeIfAbsent(schema, RecordCheck::closedValidator).validate(instance).stream()
                .map(finding -> part + " " + finding.getMessage())
                .toList();
    }

    private static JsonSchema closedValidator(JsonNode schema) {
        var closed = schema.deepCopy();
        close(closed);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(closed, WITH_FORMATS);
    }

    private static void close(JsonNode schema) {
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(RecordCheck::close);
    }

    private static ObjectNode headers(ConsumerRecord<String, byte[]> record) {
        var headers = JsonNodeFactory.instance.objectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static Optional<JsonNode> value(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(JSON.readTree(record.value()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The value of " + record.key() + " is not JSON", e);
        }
    }

    /** Between parts that say the same. */
    private static List<String> contradictions(Message message, ConsumerRecord<String, byte[]> record) {
        var findings = new ArrayList<String>();
        var headers = headers(record);
        var company = record.key().split("/")[0];
        if (record.partition() != Long.parseLong(company) % message.partitions()) {
            findings.add("is not in the partition of its company");
        }
        if (StreamSupport.stream(record.headers().spliterator(), false).count() != headers.size()) {
            findings.add("has a header twice");
        }
        if (record.value() != null && isOfEntity(message)) {
            var value = value(record).orElseThrow();
            var subject = message.name() + "/" + value.path("id").asText();
            expect(findings, "the key", company + "/" + subject, record.key());
            expectedHeaders(message, headers, subject, value.path("action").asText())
                    .forEach((header, expected) -> expect(
                            findings, header, expected, headers.path(header).asText()));
        }
        if (isOfEntity(message)) {
            expect(
                    findings,
                    "ce_companyid",
                    company,
                    headers.path("ce_companyid").asText());
        }
        return findings;
    }

    private static boolean isOfEntity(Message message) {
        return message.headers().at("/properties/ce_companyid").isObject();
    }

    private static void expect(List<String> findings, String part, String expected, String told) {
        if (!told.equals(expected)) {
            findings.add(part + " is " + told + " instead of " + expected);
        }
    }

    private static Map<String, String> expectedHeaders(
            Message message, JsonNode headers, String subject, String action) {
        var id = Stream.of("ce_epoch", "ce_companyid", "ce_sequence")
                .map(header -> headers.path(header).asText())
                .collect(Collectors.joining("-"));
        return Map.of(
                "ce_id",
                id,
                "ce_subject",
                subject,
                "ce_type",
                "velvet." + snakeCase(message.name()) + "." + pastTense(action),
                "ce_dataschema",
                message.payload().path("$id").asText(),
                "ce_source",
                "/" + message.topic().replace(".changes", "-service"));
    }

    private static String pastTense(String action) {
        return action.endsWith("e") ? action + "d" : action + "ed";
    }

    private static String snakeCase(String className) {
        return className.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
