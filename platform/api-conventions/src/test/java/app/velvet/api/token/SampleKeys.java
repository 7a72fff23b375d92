package app.velvet.api.token;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys in memory. */
class SampleKeys implements VerificationKeys {

    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

    static EllipticCurveJsonWebKey newKey(String id) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    SampleKeys publish(EllipticCurveJsonWebKey key) {
        keys.put(key.getKeyId(), key.getPublicKey());
        return this;
    }

    void withdraw(String keyId) {
        keys.remove(keyId);
    }

    @Override
    public Optional<PublicKey> known(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    @Override
    public Uni<Optional<PublicKey>> find(String keyId) {
        return Uni.createFrom().item(known(keyId));
    }
}
