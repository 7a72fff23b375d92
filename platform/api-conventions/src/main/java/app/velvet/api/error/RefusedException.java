package app.velvet.api.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request is refused: the one exception that carries a {@link Refusal} to the client. It has no stack trace, being an
 * expected outcome.
 */
public class RefusedException extends RuntimeException {

    private final transient Refusal refusal;
    private final transient Map<String, Object> details;

    public RefusedException(Refusal refusal, Object... arguments) {
        this(refusal, Map.of(), refusal.message().formatted(arguments));
    }

    RefusedException(Refusal refusal, Map<String, Object> details, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.details = details;
    }

    /** The same refusal with one more field in the body of its answer. */
    public RefusedException with(String field, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(field, value);
        return new RefusedException(refusal, more, getMessage());
    }

    /** The same refusal with {@code errors}: what is wrong, by field. */
    public RefusedException withErrors(Map<String, List<String>> errors) {
        return with("errors", errors);
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Fields of the answer's body beside {@code status_code} and {@code message}, in order. */
    public Map<String, Object> details() {
        return details;
    }
}
