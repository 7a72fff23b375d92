package app.velvet.api.http;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Leads each request to the one path of its resource: takes {@code .json} and slashes off the end, refuses every other
 * suffix, and finds what answers at the root too.
 */
@Singleton
class PathFilter {

    private static final String JSON = ".json";

    void register(@Observes Filters filters) {
        filters.register(PathFilter::lead, FilterOrder.PATH);
    }

    private static void lead(RoutingContext context) {
        var path = context.request().path();
        if (!ApiPaths.isPublic(path)) {
            context.next();
            return;
        }
        var resource = ApiPaths.resource(withoutSuffix(path));
        if (resource.equals(path)) {
            context.next();
        } else {
            reroute(context, resource);
        }
    }

    /** A reroute drops the query unless it is given again. */
    private static void reroute(RoutingContext context, String resource) {
        var query = context.request().query();
        context.reroute(query == null ? resource : resource + '?' + query);
    }

    private static String withoutSuffix(String path) {
        var trimmed = withoutSlashes(path);
        int dot = trimmed.lastIndexOf('.');
        if (dot < trimmed.lastIndexOf('/')) {
            return trimmed;
        }
        if (!trimmed.endsWith(JSON)) {
            throw new RefusedException(ApiError.NOT_ACCEPTABLE);
        }
        return withoutSlashes(trimmed.substring(0, dot));
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
