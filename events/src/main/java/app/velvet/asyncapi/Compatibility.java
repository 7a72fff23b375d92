package app.velvet.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a schema can take the place of an earlier one. A topic holds records of both, and has readers who know only the
 * earlier one: fields may be added, nothing else may change but descriptions.
 */
public final class Compatibility {

    private static final Set<String> PROSE = Set.of("title", "description", "$comment", "examples", "$schema");
    private static final String DEFINITIONS = "$defs";

    private final JsonNode earlierRoot;
    private final JsonNode laterRoot;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(JsonNode earlier, JsonNode later) {
        this.earlierRoot = earlier;
        this.laterRoot = later;
    }

    /** What breaks readers of the earlier schemas, each by its name. */
    public static List<String> breaks(Map<String, JsonNode> earlier, Map<String, JsonNode> later) {
        var breaks = new ArrayList<String>();
        new TreeMap<>(earlier).forEach((name, schema) -> {
            if (later.containsKey(name)) {
                breaks(schema, later.get(name)).forEach(found -> breaks.add(name + found));
            } else {
                breaks.add(name + " has disappeared");
            }
        });
        return breaks;
    }

    /** What breaks readers of the earlier schema. */
    static List<String> breaks(JsonNode earlier, JsonNode later) {
        var compatibility = new Compatibility(earlier, later);
        compatibility.compare("", earlier, later);
        return compatibility.breaks;
    }

    private void compare(String path, JsonNode earlierNode, JsonNode laterNode) {
        var earlier = resolve(earlierNode, earlierRoot);
        var later = resolve(laterNode, laterRoot);
        if (!earlier.isObject() || !later.isObject()) {
            if (!earlier.equals(later)) {
                breaks.add(path + " was " + earlier + " and is " + later);
            }
            return;
        }
        keywords(earlier, later).forEach(keyword -> {
            switch (keyword) {
                case "properties" -> compareProperties(path, earlier.path(keyword), later.path(keyword));
                case "required" -> compareRequired(path, earlier, later);
                case "type", "enum" -> compareSets(path, keyword, earlier.path(keyword), later.path(keyword));
                case "items", "additionalProperties", "if", "then", "else" ->
                    compare(path + "/" + keyword, earlier.path(keyword), later.path(keyword));
                case "anyOf" -> compareEach(path, earlier.path(keyword), later.path(keyword));
                default -> compareAsTheyAre(path, keyword, earlier.path(keyword), later.path(keyword));
            }
        });
    }

    private static Set<String> keywords(JsonNode earlier, JsonNode later) {
        var keywords = new HashSet<String>();
        earlier.fieldNames().forEachRemaining(keywords::add);
        later.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(PROSE);
        keywords.remove(DEFINITIONS);
        return keywords;
    }

    private void compareProperties(String path, JsonNode earlier, JsonNode later) {
        earlier.properties().forEach(property -> {
            var name = property.getKey();
            if (later.has(name)) {
                compare(path + "/" + name, property.getValue(), later.get(name));
            } else {
                breaks.add(path + "/" + name + " has disappeared");
            }
        });
    }

    private void compareRequired(String path, JsonNode earlier, JsonNode later) {
        var before = set(earlier.path("required"));
        var after = set(later.path("required"));
        before.stream()
                .filter(name -> !after.contains(name))
                .filter(name -> later.path("properties").has(name.asText()))
                .forEach(name -> breaks.add(path + "/" + name.asText() + " is not required any more"));
        after.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> breaks.add(path + "/" + name.asText() + " is required now"));
    }

    private void compareSets(String path, String keyword, JsonNode earlier, JsonNode later) {
        if (!set(earlier).equals(set(later))) {
            breaks.add(path + " had " + keyword + " " + earlier + " and has " + later);
        }
    }

    private void compareEach(String path, JsonNode earlier, JsonNode later) {
        if (earlier.size() != later.size()) {
            breaks.add(path + " was one of " + earlier.size() + " and is one of " + later.size());
            return;
        }
        for (int i = 0; i < earlier.size(); i++) {
            compare(path + "/" + i, earlier.get(i), later.get(i));
        }
    }

    private void compareAsTheyAre(String path, String keyword, JsonNode earlier, JsonNode later) {
        if (!earlier.equals(later)) {
            breaks.add(path + " had " + keyword + " " + earlier + " and has " + later);
        }
    }

    private static Set<JsonNode> set(JsonNode values) {
        var set = new HashSet<JsonNode>();
        if (values.isValueNode()) {
            set.add(values);
        }
        values.forEach(set::add);
        return set;
    }

    /** Without its reference, but with what stands beside that. */
    private static JsonNode resolve(JsonNode node, JsonNode root) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        resolved.setAll((ObjectNode) root.at(node.get("$ref").asText().substring(1)));
        node.properties().forEach(keyword -> resolved.set(keyword.getKey(), keyword.getValue()));
        resolved.remove("$ref");
        return resolved;
    }
}
