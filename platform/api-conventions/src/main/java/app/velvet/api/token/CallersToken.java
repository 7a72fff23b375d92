package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** The token of the request that is being answered, to be passed on to another service's {@code /internal}. */
@RequestScoped
public class CallersToken {

    private final RoutingContext request;

    @Inject
    public CallersToken(RoutingContext request) {
        this.request = request;
    }

    /**
     * As it stands after {@code Bearer}. Never to be logged or stored.
     *
     * @throws RefusedException {@link ApiError#TOKEN_REQUIRED} if the request came without a token
     */
    public String require() {
        return PresentedToken.of(request)
                .map(PresentedToken::text)
                .orElseThrow(() -> new RefusedException(ApiError.TOKEN_REQUIRED));
    }
}
