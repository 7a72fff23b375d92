package app.velvet.auth.key;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.interfaces.ECPublicKey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

@Path("/.well-known/jwks.json")
@PermitAll
@Tag(name = "Sessions")
class KeySetResource {

    /** Short, so that a new key is everywhere before it signs. */
    private static final String CACHEABLE = "public, max-age=60";

    private final SigningKeys keys;

    KeySetResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The public keys that tokens are verified with (RFC 7517)")
    public Response get() {
        var published = keys.all().stream().map(KeySetResource::published).toList();
        return Response.ok(new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY))
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    private static EllipticCurveJsonWebKey published(SigningKey key) {
        ECPublicKey publicKey = key.publicKey();
        var published = new EllipticCurveJsonWebKey(publicKey);
        published.setKeyId(key.id());
        published.setUse(Use.SIGNATURE);
        published.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return published;
    }
}
