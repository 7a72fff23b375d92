package app.velvet.api.idempotency;

import app.velvet.api.parameters.FilePart;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.work.OffEventLoop;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells whether two requests ask for the same, however they wrote it: in query or body, as form or JSON, in any order, a
 * number as number or text. A token is no part of what is asked for. A file counts by its name, type and size.
 */
final class ParametersHash {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NOT_ASKED_FOR = Set.of("auth_token", "format");

    private ParametersHash() {}

    /**
     * As {@link #of}, but not on an event loop: of a body of ten megabytes it takes too long. Emits on the Vert.x context on
     * which it was subscribed to.
     */
    static Uni<byte[]> offEventLoop(String method, String path, Parameters parameters) {
        return OffEventLoop.run(() -> of(method, path, parameters));
    }

    static byte[] of(String method, String path, Parameters parameters) {
        var asked = sorted(parameters);
        asked.keySet().removeAll(NOT_ASKED_FOR);
        try {
            return sha256().digest(JSON.writeValueAsBytes(List.of(method, path, asked)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps, lists and texts are always JSON", impossible);
        }
    }

    private static Map<String, Object> sorted(Parameters parameters) {
        var sorted = new TreeMap<String, Object>();
        parameters.names().forEach(name -> sorted.put(name, canonical(parameters.get(name))));
        return sorted;
    }

    private static Object canonical(Object value) {
        if (value instanceof Parameters tree) {
            return sorted(tree);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ParametersHash::canonical).collect(Collectors.toList());
        }
        if (value instanceof FilePart file) {
            return List.of(file.fileName(), file.contentType(), file.size());
        }
        return value == null ? null : value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
