package app.velvet.api.token;

import java.security.PublicKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys of a JWKS document that verify ES256 signatures; all others in it are not ours. Immutable. */
final class PublicKeySet {

    static final PublicKeySet EMPTY = new PublicKeySet(Map.of());

    private final Map<String, EllipticCurveJsonWebKey> keys;

    private PublicKeySet(Map<String, EllipticCurveJsonWebKey> keys) {
        this.keys = keys;
    }

    /** @throws JoseException if it is no JWKS document */
    static PublicKeySet read(String document) throws JoseException {
        return of(new JsonWebKeySet(document).getJsonWebKeys());
    }

    static PublicKeySet of(Collection<? extends JsonWebKey> keys) {
        return new PublicKeySet(keys.stream()
                .filter(EllipticCurveJsonWebKey.class::isInstance)
                .map(EllipticCurveJsonWebKey.class::cast)
                .filter(key -> key.getKeyId() != null && key.getCurveName().equals(EllipticCurves.P_256))
                .collect(Collectors.toUnmodifiableMap(
                        JsonWebKey::getKeyId, Function.identity(), (first, second) -> first)));
    }

    Optional<PublicKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).map(EllipticCurveJsonWebKey::getPublicKey);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The public part of each key as JSON, by key id. */
    Map<String, String> toJson() {
        return keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, key -> key.getValue().toJson(OutputControlLevel.PUBLIC_ONLY)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKeySet that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return keys.keySet().hashCode();
    }
}
