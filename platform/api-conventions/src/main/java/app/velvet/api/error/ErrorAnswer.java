package app.velvet.api.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client is told of a request that failed: the one form of every error, whoever noticed it.
 *
 * @param details fields of the body beside {@code status_code} and {@code message}, in order
 * @param headers the answer's headers beside those of every answer
 */
public record ErrorAnswer(int status, String message, Map<String, Object> details, Map<String, String> headers) {

    /** {@code Retry-After} in seconds where something is down and nobody can say for how long. */
    private static final String RETRY_SOON = "2";

    public ErrorAnswer {
        if (status == ApiError.UNAVAILABLE.status() && !headers.containsKey(RefusedException.RETRY_AFTER)) {
            headers = new LinkedHashMap<>(headers);
            headers.put(RefusedException.RETRY_AFTER, RETRY_SOON);
        }
    }

    static ErrorAnswer of(RefusedException refused) {
        return new ErrorAnswer(refused.refusal().status(), refused.getMessage(), refused.details(), refused.headers());
    }

    static ErrorAnswer of(ApiError error) {
        return new ErrorAnswer(error.status(), error.message(), Map.of(), Map.of());
    }

    /** The answer's body, as JSON has it. */
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("status_code", status);
        body.put("message", message);
        body.putAll(details);
        return body;
    }
}
