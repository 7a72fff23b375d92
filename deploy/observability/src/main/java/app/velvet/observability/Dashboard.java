package app.velvet.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dashboard of Grafana. */
public record Dashboard(String name, JsonNode content) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *\\w+\\)");

    /** What Grafana puts in place of its variables, any of it. */
    private static final Map<String, String> VALUES = Map.of(
            "__rate_interval", "1m", "__range", "1h", "namespace", "velvet", "service", "auth-service|sync-service");

    /** Reads all of a folder, by name. */
    public static List<Dashboard> readAll(Path folder) throws IOException {
        List<Dashboard> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.endsWith(ENDING)) {
                    String name = fileName.substring(0, fileName.length() - ENDING.length());
                    all.add(new Dashboard(name, JSON.readTree(file.toFile())));
                }
            }
        }
        return all;
    }

    /** What its panels and variables ask for, with values in place of variables. */
    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode expression : content.required("panels").findValues("expr")) {
            queries.add(new Query(withValues(expression.asText())));
        }
        for (JsonNode variable : content.required("templating").required("list")) {
            Matcher query =
                    LABEL_VALUES.matcher(variable.path("query").path("query").asText());
            if (query.matches()) {
                queries.add(new Query(withValues(query.group(1))));
            }
        }
        return queries;
    }

    private static String withValues(String expression) {
        return VARIABLE.matcher(expression).replaceAll(variable -> {
            String value = VALUES.get(variable.group(1));
            if (value == null) {
                throw new IllegalArgumentException("An unknown variable " + variable.group() + " in " + expression);
            }
            return value;
        });
    }
}
