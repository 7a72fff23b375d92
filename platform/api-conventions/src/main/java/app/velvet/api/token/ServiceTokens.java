package app.velvet.api.token;

import app.velvet.api.error.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * The tokens by which services know each other on {@code /internal}: short-lived, for one called service, signed with a key
 * that is mounted as a secret ({@link ServiceKeys}). A call carries one in {@link #HEADER}, beside its caller's own token:
 *
 * <pre>{@code request.putHeader(ServiceTokens.HEADER, serviceTokens.issue("contacts-service"))}</pre>
 *
 * <p>A service's name is its {@code quarkus.application.name}. Safe for use by any thread.
 */
@ApplicationScoped
public class ServiceTokens {

    public static final String HEADER = "Velvet-Service-Token";

    private static final String ISSUER = "velvet-internal";
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** How long one is handed out: to sign costs more than most calls, and who calls has time enough left. */
    private static final Duration HANDED_OUT = LIFETIME.dividedBy(2);

    /** The clocks of two machines. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final String ES256 = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    private static final AlgorithmConstraints ONLY_ES256 = new AlgorithmConstraints(ConstraintType.PERMIT, ES256);

    private final String service;
    private final ServiceKeys keys;
    private final Clock clock;
    private final Map<String, Issued> lastIssued = new ConcurrentHashMap<>();

    private record Issued(String token, Instant at) {}

    @Inject
    ServiceTokens(@ConfigProperty(name = "quarkus.application.name") String service, ServiceKeys keys) {
        this(service, keys, Clock.systemUTC());
    }

    ServiceTokens(String service, ServiceKeys keys, Clock clock) {
        this.service = service;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A token of this service, good for at least half a minute and any number of calls.
     *
     * @param audience the service that is called, e.g. {@code contacts-service}
     * @throws IllegalStateException if this service has no key to sign with
     */
    public String issue(String audience) {
        var now = clock.instant();
        return lastIssued
                .compute(
                        audience,
                        (called, last) -> last != null && now.isBefore(last.at().plus(HANDED_OUT))
                                ? last
                                : new Issued(sign(called, now), now))
                .token();
    }

    private String sign(String audience, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(service);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFETIME).toEpochMilli()));
        return sign(claims, keys.requireSigningKey());
    }

    private static String sign(JwtClaims claims, EllipticCurveJsonWebKey key) {
        var signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue(ES256);
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setKey(key.getPrivateKey());
        signed.setPayload(claims.toJson());
        try {
            return signed.getCompactSerialization();
        } catch (JoseException unusableKey) {
            throw new IllegalStateException("The key of this service cannot sign", unusableKey);
        }
    }

    /**
     * The name of the service that issued this token for a call of this service.
     *
     * @param token may be null: there was none
     * @throws RefusedException {@link TokenError#SERVICE_TOKEN_REQUIRED} if it is not good
     */
    public String verify(String token) {
        return key(token)
                .flatMap(key -> issuingService(token, key))
                .orElseThrow(() -> new RefusedException(TokenError.SERVICE_TOKEN_REQUIRED));
    }

    private Optional<PublicKey> key(String token) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signed
                    ? keys.findVerificationKey(signed.getKeyIdHeaderValue())
                    : Optional.empty();
        } catch (JoseException | ClassCastException notEvenOneByForm) {
            // The latter where the id is no string.
            return Optional.empty();
        }
    }

    private Optional<String> issuingService(String token, PublicKey key) {
        try {
            return Optional.of(consumer(key).build().processToClaims(token).getSubject());
        } catch (InvalidJwtException | MalformedClaimException notGood) {
            return Optional.empty();
        }
    }

    private JwtConsumerBuilder consumer(PublicKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ONLY_ES256)
                .setVerificationKey(key)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(service)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    }
}
