package app.velvet.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    private final JwtConsumer verifier = new JwtConsumerBuilder()
            .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(TestTokens.jwksUrl())))
            .setExpectedIssuer("velvet")
            .setRequireExpirationTime()
            .build();

    @Test
    void areVerifiedByTheServedKey() throws InvalidJwtException {
        JwtClaims claims = verifier.processToClaims(
                TestTokens.of(3, 12).session(5).device("s.5").stateSequence(41).issue());

        assertEquals(12, Long.parseLong(subject(claims)));
        assertEquals(3L, claims.getClaimValue("cid"));
        assertEquals(5L, claims.getClaimValue("sid"));
        assertEquals("s.5", claims.getClaimValue("dev"));
        assertEquals(41L, claims.getClaimValue("seq"));
    }

    @Test
    void mayBeWrongOnPurpose() {
        String forged = TestTokens.of(3, 12).forged().issue();
        String expired =
                TestTokens.of(3, 12).expiresAt(Instant.now().minusSeconds(60)).issue();

        assertThrows(InvalidJwtSignatureException.class, () -> verifier.processToClaims(forged));
        assertThrows(InvalidJwtException.class, () -> verifier.processToClaims(expired));
    }

    private static String subject(JwtClaims claims) {
        return (String) claims.getClaimValue("sub");
    }
}
