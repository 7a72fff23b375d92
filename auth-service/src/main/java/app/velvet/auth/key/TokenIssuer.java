package app.velvet.auth.key;

import app.velvet.api.token.TokenClaims;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Signs tokens. They stay good while their key is published, whichever key signs new ones. */
@ApplicationScoped
public class TokenIssuer {

    private final SigningKeys keys;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The token that says this, as a compact JWS. */
    public String issue(TokenClaims claims) {
        var key = keys.current();
        return Jwt.issuer("velvet")
                .subject(String.valueOf(claims.userId()))
                .claim("cid", claims.companyId())
                .claim("sid", claims.sessionId())
                .claim("dev", claims.device())
                .claim("seq", claims.stateSequence())
                .issuedAt(clock.instant())
                .expiresAt(claims.expiresAt())
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .sign(key.privateKey());
    }
}
