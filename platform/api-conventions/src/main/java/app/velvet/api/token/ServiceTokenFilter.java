package app.velvet.api.token;

import io.quarkus.arc.Unremovable;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Admits a call of another service and remembers which one it is, see {@link CallingService}. */
@Unremovable // Nobody injects it: InternalEndpoints names it to JAX-RS.
@ApplicationScoped
class ServiceTokenFilter implements ContainerRequestFilter {

    private final ServiceTokens tokens;
    private final RoutingContext request;

    ServiceTokenFilter(ServiceTokens tokens, RoutingContext request) {
        this.tokens = tokens;
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext call) {
        CallingService.keep(request, tokens.verify(call.getHeaderString(ServiceTokens.HEADER)));
    }
}
