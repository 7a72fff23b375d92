package app.velvet.api.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.Optional;

/** The request that is being answered. */
@ApplicationScoped
public class CurrentRequest {

    private final CurrentVertxRequest request;

    CurrentRequest(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty for work that nobody asks for just now. */
    public Optional<RoutingContext> find() {
        try {
            return Optional.ofNullable(request.getCurrent());
        } catch (ContextNotActiveException outsideOfRequests) {
            return Optional.empty();
        }
    }
}
