package app.velvet.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/** The id of a request, which its answer and its log lines carry. */
public final class RequestId {

    /** Under this name it is in the logging context. */
    public static final String KEY = "requestId";

    private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final int LONGEST = 64;

    private RequestId() {}

    /** Gives the request its id, unless it has one, and its answer the headers that every answer has. */
    public static void stamp(RoutingContext context) {
        String id = context.get(KEY);
        if (id == null) {
            id = idOf(context.request().getHeader(HEADER));
            context.put(KEY, id);
            MDC.put(KEY, id);
            TraceParent.of(context.request()).ifPresent(trace -> MDC.put(TraceParent.KEY, trace.traceId()));
        }
        var headers = context.response().headers();
        headers.set(HEADER, id);
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /** The caller's id if it is harmless in logs, else a new one. It is a name, not a secret. */
    private static String idOf(String given) {
        if (given != null && isAcceptable(given)) {
            return given;
        }
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static boolean isAcceptable(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
