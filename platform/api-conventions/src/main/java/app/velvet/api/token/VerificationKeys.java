package app.velvet.api.token;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The public keys that tokens are verified with. auth-service answers from its own table; every other service has
 * a copy of them.
 */
public interface VerificationKeys {

    /**
     * The key with this id, from memory: asked for every request, never blocks, never calls anybody. Empty if it is not
     * known (any more): a token that was verified with it is refused from then on.
     */
    Optional<PublicKey> known(String keyId);

    /**
     * The key with this id, after an attempt to learn of it if it is not known. Emits within about a second, on any thread;
     * empty if there is no such key as far as can be told. Fails only if no key is known at all, so that nothing can be
     * judged.
     */
    Uni<Optional<PublicKey>> find(String keyId);
}
