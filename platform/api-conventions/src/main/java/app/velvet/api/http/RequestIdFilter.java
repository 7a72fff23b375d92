package app.velvet.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/** Gives every request an id, which its answer and its log lines carry, and keeps its answer out of caches. */
@Singleton
class RequestIdFilter {

    private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final String KEY = "requestId";
    private static final int LONGEST = 64;

    void register(@Observes Filters filters) {
        filters.register(this::identify, FilterOrder.REQUEST_ID);
    }

    private void identify(RoutingContext context) {
        String id = context.get(KEY);
        if (id == null) {
            id = idOf(context.request().getHeader(HEADER));
            context.put(KEY, id);
            MDC.put(KEY, id);
        }
        context.response().headers().set(HEADER, id).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        context.next();
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
