package app.velvet.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The alerts of one PrometheusRule.
 *
 * @param name of its file, without the ending
 * @param rules what Prometheus itself reads as a file of rules
 */
public record RuleFile(String name, JsonNode rules) {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String ENDING = ".yaml";
    private static final Set<String> KUSTOMIZE = Set.of("kustomization.yaml");

    /** Reads all of a folder, by name. */
    public static List<RuleFile> readAll(Path folder) throws IOException {
        List<RuleFile> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                if (!KUSTOMIZE.contains(fileName)) {
                    String name = fileName.substring(0, fileName.length() - ENDING.length());
                    all.add(new RuleFile(name, YAML.readTree(file.toFile()).required("spec")));
                }
            }
        }
        return all;
    }

    public Stream<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode group : rules.required("groups")) {
            for (JsonNode rule : group.required("rules")) {
                alerts.add(new Alert(
                        rule.required("alert").asText(),
                        new Query(rule.required("expr").asText()),
                        texts(rule.path("labels")),
                        texts(rule.path("annotations"))));
            }
        }
        return alerts.stream();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
