package app.velvet.api.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters that cannot be what they should be, all of them at once: 400, with a message and {@code errors} that name
 * them.
 */
public class InvalidFieldsException extends RefusedException {

    /** @param errors what is wrong, by wire name, e.g. {@code email → [is invalid]}; not empty */
    public InvalidFieldsException(Map<String, List<String>> errors) {
        super(
                ApiError.INVALID_FIELDS,
                Map.of("errors", new LinkedHashMap<>(errors)),
                Map.of(),
                ApiError.INVALID_FIELDS.message().formatted(sentence(errors)));
    }

    /** One field that is wrong. */
    public InvalidFieldsException(String name, String problem) {
        this(Map.of(name, List.of(problem)));
    }

    private static String sentence(Map<String, List<String>> errors) {
        return errors.entrySet().stream()
                .flatMap(error -> error.getValue().stream().map(problem -> readable(error.getKey()) + " " + problem))
                .collect(Collectors.joining(", "));
    }

    private static String readable(String name) {
        var words = name.replace('_', ' ').replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
