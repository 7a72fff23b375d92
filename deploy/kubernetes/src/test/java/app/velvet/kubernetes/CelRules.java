package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules in CEL that the schemas of custom resources hold ({@code x-kubernetes-validations}), applied as to a new object: <a
 * href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">those
 * that compare it with what it was</a> do not apply.
 */
final class CelRules {

    /** Names of fields that CEL keeps for itself, which rules spell with underscores around them. */
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    private final Cel cel = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current().build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addVar("self", SimpleType.DYN)
            .build();

    private final Map<String, Program> programs = new HashMap<>();

    /** Returns what the rules say against a value, each with where it stands. */
    List<String> findings(JsonNode schema, JsonNode value) {
        List<String> findings = new ArrayList<>();
        walk(schema, value, "$", findings);
        return findings;
    }

    private void walk(JsonNode schema, JsonNode value, String path, List<String> findings) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            String text = rule.get("rule").asText();
            if (!text.contains("oldSelf") && !holds(text, value)) {
                findings.add(path + ": " + rule.path("message").asText(text));
            }
        }
        if (value.isObject()) {
            value.fields().forEachRemaining(field -> {
                JsonNode known = schema.path("properties").path(field.getKey());
                walk(
                        known.isMissingNode() ? schema.path("additionalProperties") : known,
                        field.getValue(),
                        path + "." + field.getKey(),
                        findings);
            });
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            walk(schema.path("items"), value.get(i), path + "[" + i + "]", findings);
        }
    }

    /** A rule that cannot be applied, as it asks for a field that is not there, does not hold: so says the API server. */
    private boolean holds(String rule, JsonNode value) {
        try {
            return (Boolean) programs.computeIfAbsent(rule, this::compile).eval(Map.of("self", toCel(value)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private Program compile(String rule) {
        try {
            return cel.createProgram(cel.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("The rule \"" + rule + "\" is not understood", e);
        }
    }

    private static Object toCel(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> object = new LinkedHashMap<>();
            value.fields().forEachRemaining(field -> object.put(escaped(field.getKey()), toCel(field.getValue())));
            return object;
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(element -> list.add(toCel(element)));
            return list;
        }
        return value.isIntegralNumber()
                ? (Object) value.asLong()
                : new ObjectMapper().convertValue(value, Object.class);
    }

    private static String escaped(String name) {
        return RESERVED.contains(name) ? "__" + name + "__" : name;
    }
}
