package app.velvet.api.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The trace that a request is a step of, as its caller says it: see <a
 * href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>.
 *
 * @param header to be passed on as it is
 * @param traceId 32 hexadecimal digits
 */
public record TraceParent(String header, String traceId) {

    /** Under this name the trace's id is in the logging context. */
    static final String KEY = "traceId";

    private static final String HEADER = "traceparent";
    /** Version 00; one id of nothing but zeros is none. */
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Empty if it is missing, or is not of the form. */
    public static Optional<TraceParent> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER)).flatMap(TraceParent::read);
    }

    static Optional<TraceParent> read(String header) {
        var parts = FORM.matcher(header);
        return parts.matches() ? Optional.of(new TraceParent(header, parts.group(1))) : Optional.empty();
    }
}
