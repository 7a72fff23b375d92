package app.velvet.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
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
 * Tells genuine tokens from others. A token that was found genuine is remembered until it expires or its key is withdrawn,
 * so that a client's next request costs a look-up instead of a signature's verification. What is not genuine is not
 * remembered: it must not push out what is.
 */
@ApplicationScoped
public class TokenVerifier {

    static final String ISSUER = "velvet";
    static final String COMPANY_ID = "cid";
    static final String SESSION_ID = "sid";
    static final String DEVICE = "dev";
    static final String STATE_SEQUENCE = "seq";

    /** Several times the length of any token of ours; longer ones are not worth reading. */
    private static final int LONGEST = 4_096;

    private static final AlgorithmConstraints ONLY_ES256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private record Verdict(TokenClaims claims, String keyId, PublicKey key) {}

    private final VerificationKeys keys;
    private final Clock clock;
    private final Cache<String, Verdict> verdicts;

    @Inject
    TokenVerifier(VerificationKeys keys, TokenSettings settings) {
        this(keys, settings.remembered(), Clock.systemUTC());
    }

    TokenVerifier(VerificationKeys keys, int remembered, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        verdicts = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfter(Expiry.<String, Verdict>creating((token, verdict) ->
                        Duration.between(clock.instant(), verdict.claims().expiresAt())))
                .build();
    }

    /**
     * What the token says if it is genuine and not expired, else empty. Emits at once unless its key is unknown. Fails only
     * if it cannot be judged, see {@link VerificationKeys#find}.
     */
    Uni<Optional<TokenClaims>> verify(String token) {
        var verdict = verdicts.getIfPresent(token);
        if (verdict != null && holds(verdict)) {
            return Uni.createFrom().item(Optional.of(verdict.claims()));
        }
        return keyId(token)
                .map(keyId -> keys.find(keyId).map(key -> key.flatMap(found -> judge(token, keyId, found))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private boolean holds(Verdict verdict) {
        return verdict.claims().expiresAt().isAfter(clock.instant())
                && keys.known(verdict.keyId()).filter(verdict.key()::equals).isPresent();
    }

    private static Optional<String> keyId(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signed
                    ? Optional.ofNullable(signed.getKeyIdHeaderValue())
                    : Optional.empty();
        } catch (JoseException | ClassCastException notEvenOneByForm) {
            // The latter where the id is no string.
            return Optional.empty();
        }
    }

    private Optional<TokenClaims> judge(String token, String keyId, PublicKey key) {
        try {
            var claims = read(consumer(key, clock.instant()).build().processToClaims(token));
            verdicts.put(token, new Verdict(claims, keyId, key));
            return Optional.of(claims);
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException notGenuine) {
            return Optional.empty();
        }
    }

    private static JwtConsumerBuilder consumer(PublicKey key, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ONLY_ES256)
                .setVerificationKey(key)
                .setExpectedIssuer(ISSUER)
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()));
    }

    private static TokenClaims read(JwtClaims claims) throws MalformedClaimException {
        return new TokenClaims(
                number(claims, COMPANY_ID),
                Long.parseLong(claims.getSubject()),
                number(claims, SESSION_ID),
                text(claims, DEVICE),
                number(claims, STATE_SEQUENCE),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static long number(JwtClaims claims, String name) throws MalformedClaimException {
        return required(name, claims.getClaimValue(name, Long.class));
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        return required(name, claims.getClaimValue(name, String.class));
    }

    private static <T> T required(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("Claim " + name + " is missing");
        }
        return value;
    }
}
