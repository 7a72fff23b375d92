package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Recognises callers by the token of a request, for Quarkus Security and {@link CurrentCaller}.
 *
 * <p>It runs before any endpoint is chosen, so a token that is not good is refused everywhere, also where none is needed. A
 * refusal is an ordinary {@link RefusedException}, answered like every other one.
 */
@ApplicationScoped
public class TokenMechanism implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(TokenMechanism.class);

    /** RFC 6750, section 3.1. */
    private static final String INVALID_TOKEN_CHALLENGE = "Bearer error=\"invalid_token\"";

    /** How long this service may take to learn the state that a token was issued on. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(25);

    private final TokenVerifier verifier;
    private final AccessDirectory directory;
    private final AtomicBoolean outOfReach = new AtomicBoolean();

    TokenMechanism(TokenVerifier verifier, AccessDirectory directory) {
        this.verifier = verifier;
        this.directory = directory;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager ignored) {
        return PresentedToken.of(request)
                .map(token -> recognise(token, request))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private Uni<SecurityIdentity> recognise(PresentedToken token, RoutingContext request) {
        var requestContext = executor(Vertx.currentContext());
        return verifier.verify(token.text())
                .emitOn(requestContext)
                .chain(claims -> access(claims, requestContext))
                .map(access -> admit(access, token, request));
    }

    private Uni<Access> access(Optional<TokenClaims> claims, Executor requestContext) {
        return claims.map(genuine -> askUntilKnown(genuine, requestContext))
                .orElseGet(() -> Uni.createFrom().item(new Access.Ended()));
    }

    private Uni<Access> askUntilKnown(TokenClaims claims, Executor requestContext) {
        return ask(claims)
                .chain(access -> access instanceof Access.Behind
                        ? askAgain(claims, requestContext)
                        : Uni.createFrom().item(access))
                .emitOn(requestContext);
    }

    private Uni<Access> askAgain(TokenClaims claims, Executor requestContext) {
        return pause(requestContext)
                .chain(() -> ask(claims))
                .repeat()
                .whilst(access -> access instanceof Access.Behind)
                .collect()
                .last()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(new Access.Behind());
    }

    private static Uni<Void> pause(Executor requestContext) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(ASK_AGAIN_AFTER)
                .emitOn(requestContext);
    }

    private Uni<Access> ask(TokenClaims claims) {
        return directory
                .find(claims)
                .invoke(() -> outOfReach.set(false))
                .onFailure()
                .invoke(this::sayOnce)
                .onFailure()
                .transform(failure -> new RefusedException(ApiError.UNAVAILABLE));
    }

    /** Once for an outage, not for each request in it. */
    private void sayOnce(Throwable failure) {
        if (outOfReach.compareAndSet(false, true)) {
            LOG.error("Cannot find out who may come in", failure);
        }
    }

    private static SecurityIdentity admit(Access access, PresentedToken token, RoutingContext request) {
        if (access instanceof Access.Granted granted) {
            return new CallerIdentity(granted.caller());
        }
        if (access instanceof Access.Deactivated) {
            throw new RefusedException(ApiError.DEACTIVATED);
        }
        if (access instanceof Access.Behind) {
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
        if (token.place() == PresentedToken.Place.HEADER) {
            request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, INVALID_TOKEN_CHALLENGE);
        }
        throw token.refusal();
    }

    /** Back to the request's own context, without a detour where nothing had left it. */
    private static Executor executor(Context request) {
        return work -> {
            if (Vertx.currentContext() == request) {
                work.run();
            } else {
                request.runOnContext(ignored -> work.run());
            }
        };
    }

    /** Asked where an endpoint needs a caller and there is none. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(ApiError.TOKEN_REQUIRED.status()));
    }
}
