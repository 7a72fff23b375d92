package app.velvet.api.error;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/**
 * The methods that a path has, for {@code Allow}, which
 * <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">a 405 must name</a>. Quarkus REST answers one without.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    static SortedSet<String> of(String path) {
        var methods = new TreeSet<String>();
        var classes = new RequestMapper<>(
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers());
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            for (var handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    addMethods(routing, match.remaining, methods);
                }
            }
        }
        return methods;
    }

    private static void addMethods(ClassRoutingHandler routing, String remaining, SortedSet<String> methods) {
        var path = remaining.isEmpty() ? "/" : remaining;
        routing.getMappers().forEach((method, mapper) -> {
            if (method != null && mapper.map(path) != null) {
                methods.add(method);
            }
        });
    }
}
