package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a Deployment's container, as far as its manifest and ConfigMaps tell their values. */
final class Environment {

    private final Map<String, JsonNode> variables = new LinkedHashMap<>();
    private final Manifests manifests;

    Environment(Manifest deployment, Manifests manifests) {
        this.manifests = manifests;
        deployment.container().path("env").forEach(variable -> {
            if (variables.put(variable.get("name").asText(), variable) != null) {
                throw new AssertionError(deployment + " has " + variable.get("name") + " twice");
            }
        });
    }

    /** Returns which of the container's variables has that name. */
    static int indexOf(Manifest deployment, String name) {
        int index = 0;
        for (JsonNode variable : deployment.container().path("env")) {
            if (variable.get("name").asText().equals(name)) {
                return index;
            }
            index++;
        }
        throw new AssertionError(deployment + " has no " + name);
    }

    Map<String, JsonNode> variables() {
        return variables;
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    /** Returns its value unless it is not there, or a secret's. */
    Optional<String> value(String name) {
        JsonNode variable = variables.get(name);
        if (variable == null) {
            return Optional.empty();
        }
        if (variable.has("value")) {
            return Optional.of(variable.get("value").asText());
        }
        JsonNode reference = variable.at("/valueFrom/configMapKeyRef");
        return manifests
                .find("ConfigMap", reference.path("name").asText())
                .map(map -> map.at("/data").path(reference.path("key").asText()))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }
}
