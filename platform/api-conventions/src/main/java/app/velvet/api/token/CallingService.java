package app.velvet.api.token;

import app.velvet.api.error.RefusedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Which service makes the call under {@code /internal} that is being answered. */
@RequestScoped
public class CallingService {

    private static final String KEY = CallingService.class.getName();

    private final RoutingContext request;

    @Inject
    public CallingService(RoutingContext request) {
        this.request = request;
    }

    static void keep(RoutingContext request, String service) {
        request.put(KEY, service);
    }

    /** @throws RefusedException {@link TokenError#SERVICE_TOKEN_REQUIRED} if the call is no service's */
    public String require() {
        return Optional.<String>ofNullable(request.get(KEY))
                .orElseThrow(() -> new RefusedException(TokenError.SERVICE_TOKEN_REQUIRED));
    }
}
