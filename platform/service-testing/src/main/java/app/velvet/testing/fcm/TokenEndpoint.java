package app.velvet.testing.fcm;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.PublicKey;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Gives an access token for what a service account has signed.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Google: OAuth 2.0 for
 *     server to server applications</a>
 */
final class TokenEndpoint {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Set<String> SCOPES = Set.of(
            "https://www.googleapis.com/auth/firebase.messaging", "https://www.googleapis.com/auth/cloud-platform");
    private static final int SECONDS_TO_LIVE = 3_599;
    private static final int MOST_MINUTES = 60;
    private static final int LEEWAY_SECONDS = 30;

    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final JwtConsumer consumer;

    TokenEndpoint(PublicKey key, URI url) {
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setExpectedIssuer(ServiceAccount.EMAIL)
                .setExpectedAudience(ServiceAccount.TOKEN_URL, url.toString())
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(MOST_MINUTES)
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                .registerValidator(TokenEndpoint::scopeError)
                .build();
    }

    private static String scopeError(JwtContext context) {
        Object scope = context.getJwtClaims().getClaimValue("scope");
        boolean allowed = scope instanceof String text && SCOPES.containsAll(Set.of(text.split(" ")));
        return allowed ? null : "Invalid scope";
    }

    /** Whether it is the value of a header with a token that was given out and is still good. */
    boolean knows(String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer ")
                && given.contains(authorization.substring("Bearer ".length()));
    }

    /** None that was given out is good any more. */
    void revokeAll() {
        given.clear();
    }

    void handle(HttpServerRequest request) {
        request.setExpectMultipart(true).end().onSuccess(read -> {
            if (GRANT_TYPE.equals(request.getFormAttribute("grant_type"))) {
                give(request, request.getFormAttribute("assertion"));
            } else {
                refuse(request, "unsupported_grant_type", "Invalid grant_type");
            }
        });
    }

    private void give(HttpServerRequest request, String assertion) {
        try {
            consumer.processToClaims(assertion == null ? "" : assertion);
        } catch (InvalidJwtException e) {
            refuse(request, "invalid_grant", "Invalid JWT: " + e.getErrorDetails());
            return;
        }
        String token = "ya29." + UUID.randomUUID();
        given.add(token);
        answer(
                request,
                200,
                new JsonObject()
                        .put("access_token", token)
                        .put("expires_in", SECONDS_TO_LIVE)
                        .put("token_type", "Bearer"));
    }

    private static void refuse(HttpServerRequest request, String error, String description) {
        answer(request, 400, new JsonObject().put("error", error).put("error_description", description));
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body.toBuffer());
    }
}
