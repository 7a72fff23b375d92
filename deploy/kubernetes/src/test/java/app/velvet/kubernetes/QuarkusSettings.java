package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The settings that Quarkus' extensions have, as they describe them themselves. */
final class QuarkusSettings {

    private static final String DESCRIPTION = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final String AT_RUN_TIME = "RUN_TIME";

    private final Map<String, JsonNode> byProperty = new HashMap<>();
    private final Map<String, JsonNode> byVariable = new HashMap<>();

    private QuarkusSettings() {}

    static QuarkusSettings read() {
        QuarkusSettings settings = new QuarkusSettings();
        try {
            for (URL description :
                    Collections.list(QuarkusSettings.class.getClassLoader().getResources(DESCRIPTION))) {
                settings.add(new ObjectMapper().readTree(description));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private void add(JsonNode described) {
        JsonNode path = described.path("path");
        if (path.has("environmentVariable")) {
            byProperty.put(path.get("property").asText(), described);
            byVariable.put(path.get("environmentVariable").asText(), described);
        }
        described.forEach(this::add);
    }

    /** Whether an environment variable sets anything while a service runs; what is fixed when it is built it does not. */
    boolean isAtRunTime(String variable) {
        return byVariable.containsKey(variable)
                && byVariable.get(variable).path("phase").asText().equals(AT_RUN_TIME);
    }

    Optional<String> defaultOf(String property) {
        return Optional.ofNullable(byProperty.get(property))
                .map(setting -> setting.path("defaultValue"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }
}
