package app.velvet.local.gateway;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which service answers which path, from {@code HTTPRoute} manifests. What a manifest asks for and this gateway does not
 * do (filters, weights, matches other than paths, …) is refused, so that a route never works here otherwise than there.
 */
final class Routes {

    private static final List<String> BETWEEN_SERVICES = List.of("/internal", "/internal/", "/internal/companies");
    private static final String NO_LIMIT = "0s";

    private record Route(PathMatch path, String service) {}

    private final List<Route> byPrecedence;

    private Routes(List<Route> routes) {
        byPrecedence = routes.stream().sorted(Comparator.comparing(Route::path)).toList();
    }

    /**
     * Reads files of manifests.
     *
     * @throws UnsupportedRouteException if it asks for what is not implemented, or routes {@code /internal}
     */
    static Routes read(Path... files) throws IOException {
        List<Route> routes = new ArrayList<>();
        for (Path file : files) {
            routes.addAll(routesIn(file));
        }
        return new Routes(routes);
    }

    private static List<Route> routesIn(Path file) throws IOException {
        List<Route> routes = new ArrayList<>();
        try (MappingIterator<HTTPRoute> documents =
                new YAMLMapper().readerFor(HTTPRoute.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                routes.addAll(routesOf(documents.next()));
            }
        }
        return routes;
    }

    /** Returns the service that answers a path (without its query), if one does. */
    Optional<String> serviceFor(String path) {
        return byPrecedence.stream()
                .filter(route -> route.path().matches().test(path))
                .findFirst()
                .map(Route::service);
    }

    /** Returns the services that something is routed to. */
    List<String> services() {
        return byPrecedence.stream().map(Route::service).distinct().sorted().toList();
    }

    private static List<Route> routesOf(HTTPRoute manifest) {
        String name = manifest.getMetadata().getName();
        HTTPRouteSpec spec = manifest.getSpec();
        refuse(
                name,
                "fields that are not of the Gateway API",
                manifest.getAdditionalProperties(),
                spec.getAdditionalProperties());
        refuse(name, "hostnames", spec.getHostnames());
        refuse(name, "useDefaultGateways", spec.getUseDefaultGateways());
        return spec.getRules().stream().flatMap(rule -> routesOf(name, rule)).toList();
    }

    private static Stream<Route> routesOf(String name, HTTPRouteRule rule) {
        refuse(name, "fields that are not of the Gateway API", rule.getAdditionalProperties());
        refuse(name, "filters", rule.getFilters());
        refuse(name, "retry", rule.getRetry());
        refuse(name, "sessionPersistence", rule.getSessionPersistence());
        requireNoLimit(name, rule.getTimeouts());
        String service = service(name, rule.getBackendRefs());
        return rule.getMatches().stream().map(match -> new Route(path(name, match), service));
    }

    private static String service(String name, List<HTTPBackendRef> backends) {
        if (backends.size() != 1) {
            throw new UnsupportedRouteException(name, "a rule has one backend here, not " + backends.size());
        }
        HTTPBackendRef backend = backends.get(0);
        refuse(name, "fields that are not of the Gateway API", backend.getAdditionalProperties());
        refuse(name, "filters of a backend", backend.getFilters());
        refuse(name, "weights", backend.getWeight());
        refuse(name, "backends in other namespaces", backend.getNamespace());
        refuse(name, "backends that are no services", backend.getGroup());
        if (backend.getKind() != null && !backend.getKind().equals("Service")) {
            refuse(name, "backends that are no services", backend.getKind());
        }
        return backend.getName();
    }

    private static PathMatch path(String name, HTTPRouteMatch match) {
        refuse(name, "fields that are not of the Gateway API", match.getAdditionalProperties());
        refuse(name, "header matches", match.getHeaders());
        refuse(name, "query parameter matches", match.getQueryParams());
        refuse(name, "method matches", match.getMethod());
        PathMatch path = match.getPath() == null ? null : PathMatch.of(match.getPath());
        if (path == null) {
            throw new UnsupportedRouteException(
                    name, "a match needs a path that is Exact, PathPrefix or RegularExpression");
        }
        if (BETWEEN_SERVICES.stream().anyMatch(path.matches())) {
            throw new UnsupportedRouteException(
                    name, path.value() + " routes /internal, which is between services only");
        }
        return path;
    }

    private static void requireNoLimit(String name, HTTPRouteTimeouts timeouts) {
        if (timeouts != null) {
            refuse(name, "backend timeouts", timeouts.getBackendRequest());
            if (!NO_LIMIT.equals(timeouts.getRequest())) {
                refuse(name, "request timeouts other than " + NO_LIMIT, timeouts.getRequest());
            }
        }
    }

    private static void refuse(String route, String what, Object... givens) {
        for (Object given : givens) {
            boolean absent = given == null
                    || given instanceof Collection<?> list && list.isEmpty()
                    || given instanceof Map<?, ?> map && map.isEmpty();
            if (!absent) {
                throw new UnsupportedRouteException(route, what + " are not implemented: " + given);
            }
        }
    }
}
