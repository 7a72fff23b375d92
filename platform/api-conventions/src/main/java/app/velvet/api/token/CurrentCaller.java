package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Who makes the request that is being answered. */
@RequestScoped
public class CurrentCaller {

    private final SecurityIdentity identity;

    @Inject
    public CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The caller of a request for which no endpoint was chosen yet; empty likewise. */
    public static Optional<Caller> of(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(user.getSecurityIdentity().getAttribute(CallerIdentity.CALLER))
                : Optional.empty();
    }

    /** The caller; empty if the request came without a token. A request with a bad token never gets this far. */
    public Optional<Caller> find() {
        return Optional.ofNullable(identity.getAttribute(CallerIdentity.CALLER));
    }

    /** @throws RefusedException {@link ApiError#TOKEN_REQUIRED} if the request came without a token */
    public Caller require() {
        return find().orElseThrow(() -> new RefusedException(ApiError.TOKEN_REQUIRED));
    }
}
