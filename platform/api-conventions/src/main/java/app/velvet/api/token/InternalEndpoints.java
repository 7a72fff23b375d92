package app.velvet.api.token;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets only services call resources under {@code /internal}. It goes by the resource class, not by the path of a request,
 * which can be spelt in more than one way.
 */
@Provider
public class InternalEndpoints implements DynamicFeature {

    private static final String PREFIX = "internal";

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (isInternal(resource.getResourceClass().getAnnotation(Path.class))) {
            context.register(ServiceTokenFilter.class);
        }
    }

    private static boolean isInternal(Path path) {
        if (path == null) {
            return false;
        }
        var relative = path.value().startsWith("/") ? path.value().substring(1) : path.value();
        return relative.equals(PREFIX) || relative.startsWith(PREFIX + "/");
    }
}
