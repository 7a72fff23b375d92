package app.velvet.api.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request is refused: the one exception that carries a {@link Refusal} to the client. It has no stack trace, being an
 * expected outcome.
 */
public class RefusedException extends RuntimeException {

    static final String RETRY_AFTER = "Retry-After";

    private final transient Refusal refusal;
    private final transient Map<String, Object> details;
    private final transient Map<String, String> headers;

    public RefusedException(Refusal refusal, Object... arguments) {
        this(refusal, Map.of(), Map.of(), refusal.message().formatted(arguments));
    }

    RefusedException(Refusal refusal, Map<String, Object> details, Map<String, String> headers, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.details = details;
        this.headers = headers;
    }

    /** The same refusal with one more field in the body of its answer. */
    public RefusedException with(String field, Object value) {
        var more = new LinkedHashMap<>(details);
        more.put(field, value);
        return new RefusedException(refusal, more, headers, getMessage());
    }

    /** The same refusal with {@code errors}: what is wrong, by field. */
    public RefusedException withErrors(Map<String, List<String>> errors) {
        return with("errors", errors);
    }

    /** The same refusal with one more header in its answer. */
    public RefusedException withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RefusedException(refusal, details, more, getMessage());
    }

    /** The same refusal, telling when to try again; rounded up to whole seconds. */
    public RefusedException retryAfter(Duration pause) {
        return withHeader(RETRY_AFTER, String.valueOf(pause.plusMillis(999).toSeconds()));
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Fields of the answer's body beside {@code status_code} and {@code message}, in order. */
    public Map<String, Object> details() {
        return details;
    }

    /** Headers of the answer beside those of every answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
