package app.velvet.api.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The keys of {@link ServiceTokens}, from the file that {@code velvet.internal.key-file} names: a JWK or a JWK set (RFC
 * 7517) of EC P-256 keys. The first one with a private part signs; all of them verify. So services can share one key, or
 * each have its own and the others' public ones, and a key is replaced by naming old and new for a while. Read at the start.
 */
@ApplicationScoped
class ServiceKeys {

    private final PublicKeySet verifying;
    private final Optional<EllipticCurveJsonWebKey> signing;

    @Inject
    ServiceKeys(@ConfigProperty(name = "velvet.internal.key-file") Optional<Path> file) {
        this(file.map(ServiceKeys::read).orElse(List.of()));
    }

    ServiceKeys(List<JsonWebKey> keys) {
        verifying = PublicKeySet.of(keys);
        signing = keys.stream()
                .filter(EllipticCurveJsonWebKey.class::isInstance)
                .map(EllipticCurveJsonWebKey.class::cast)
                .filter(key -> key.getPrivateKey() != null)
                .findFirst();
    }

    private static List<JsonWebKey> read(Path file) {
        try {
            var text = Files.readString(file);
            return JsonUtil.parseJson(text).containsKey(JsonWebKeySet.JWK_SET_MEMBER_NAME)
                    ? new JsonWebKeySet(text).getJsonWebKeys()
                    : List.of(JsonWebKey.Factory.newJwk(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("velvet.internal.key-file cannot be read: " + file, unreadable);
        } catch (JoseException notJwk) {
            // Without the cause: its message may quote the key.
            throw new IllegalArgumentException("velvet.internal.key-file is neither a JWK nor a JWK set: " + file);
        }
    }

    Optional<PublicKey> findVerificationKey(String keyId) {
        return keyId == null ? Optional.empty() : verifying.find(keyId);
    }

    /** @throws IllegalStateException if there is none */
    EllipticCurveJsonWebKey requireSigningKey() {
        return signing.orElseThrow(() ->
                new IllegalStateException("velvet.internal.key-file names no key that this service could sign with"));
    }
}
