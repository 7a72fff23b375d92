package app.velvet.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-05-01T20:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(90));

    private final EllipticCurveJsonWebKey key = SampleKeys.newKey("k1");
    private final SampleKeys keys = new SampleKeys().publish(key);
    private final SettableClock clock = new SettableClock(NOW);
    private final TokenVerifier verifier = new TokenVerifier(keys, 100, clock);

    @Test
    void genuineTokenIsReadEntirely() {
        assertEquals(Optional.of(new TokenClaims(7, 70, 5, "d.phone", 12, LATER)), verify(genuine()));
    }

    @Test
    void rememberedTokenIsReadTheSame() {
        var token = genuine();

        assertEquals(verify(token), verify(token));
    }

    @Test
    void tokenEndsWithItsTime() {
        var token = genuine();
        verify(token);

        clock.set(LATER.minusSeconds(1));
        assertTrue(verify(token).isPresent());
        clock.set(LATER);
        assertEquals(Optional.empty(), verify(token));
    }

    @Test
    void tokenThatIsNotYetGoodIsRefused() {
        assertRefused(signed(claims -> claims.setNotBefore(at(NOW.plusSeconds(60)))));
    }

    @Test
    void tokenThatNeverEndsIsRefused() {
        assertRefused(signed(claims -> claims.unsetClaim("exp")));
    }

    @Test
    void rotatedKeysServeSideBySide() {
        var old = genuine();
        var newKey = SampleKeys.newKey("k2");
        keys.publish(newKey);

        var fresh = sign(sample(), newKey);

        assertTrue(verify(old).isPresent());
        assertTrue(verify(fresh).isPresent());
    }

    @Test
    void tokensOfAWithdrawnKeyAreRefusedThoughRemembered() {
        var token = genuine();
        assertTrue(verify(token).isPresent());

        keys.withdraw("k1");

        assertRefused(token);
    }

    @Test
    void tokenOfAKeyThatWasExchangedUnderTheSameIdIsRefused() {
        var token = genuine();
        assertTrue(verify(token).isPresent());

        keys.publish(SampleKeys.newKey("k1"));

        assertRefused(token);
    }

    @Test
    void unsignedTokenIsRefused() {
        var unsigned = signature(sample(), AlgorithmIdentifiers.NONE, null, "k1");
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);

        assertRefused(serialise(unsigned));
    }

    @Test
    void tokenWhoseSignatureWasCutOffIsRefused() {
        assertRefused(genuine().replaceFirst("[^.]+$", ""));
    }

    @Test
    void publicKeyAsHmacSecretIsRefused() {
        var secret = new HmacKey(key.getPublicKey().getEncoded());

        assertRefused(serialise(signature(sample(), AlgorithmIdentifiers.HMAC_SHA256, secret, "k1")));
    }

    @Test
    void otherCurvesAreRefused() throws JoseException {
        var p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        p384.setKeyId("k384");
        keys.publish(p384);

        assertRefused(serialise(signature(
                sample(), AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384, p384.getPrivateKey(), "k384")));
    }

    @Test
    void otherAlgorithmsAreRefused() throws JoseException {
        var rsa = RsaJwkGenerator.generateJwk(2048);

        assertRefused(serialise(signature(sample(), AlgorithmIdentifiers.RSA_USING_SHA256, rsa.getPrivateKey(), "k1")));
    }

    @Test
    void strangersKeyUnderOurIdIsRefused() {
        assertRefused(sign(sample(), SampleKeys.newKey("k1")));
    }

    @Test
    void keyThatTheTokenBringsAlongIsNotTrusted() {
        var stranger = SampleKeys.newKey("k1");
        var forged = signature(
                sample(), AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, stranger.getPrivateKey(), "k1");
        forged.setJwkHeader(stranger);

        assertRefused(serialise(forged));
    }

    @Test
    void unknownKeyIdIsRefused() {
        assertRefused(sign(sample(), SampleKeys.newKey("k9")));
    }

    @Test
    void missingKeyIdIsRefused() {
        assertRefused(serialise(signature(
                sample(), AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, key.getPrivateKey(), null)));
    }

    @Test
    void signatureOfZerosIsRefused() {
        var zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertRefused(genuine().replaceFirst("[^.]+$", zeros));
    }

    @Test
    void changedPayloadIsRefused() {
        var parts = genuine().split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        parts[1] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("\"cid\":7", "\"cid\":8").getBytes(StandardCharsets.UTF_8));

        assertRefused(String.join(".", parts));
    }

    @Test
    void otherIssuersAreRefused() {
        assertRefused(signed(claims -> claims.setIssuer("velvet-internal")));
        assertRefused(signed(claims -> claims.unsetClaim("iss")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "cid", "sid", "dev", "seq"})
    void tokenWithoutOneOfItsClaimsIsRefused(String claim) {
        assertRefused(signed(claims -> claims.unsetClaim(claim)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "cid", "sid", "seq"})
    void tokenWithAClaimThatIsNoNumberIsRefused(String claim) {
        assertRefused(signed(claims -> claims.setClaim(claim, "seventeen")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "{}", "null", "true"})
    void tokenWhoseKeyIdIsNoStringIsRefused(String keyId) {
        var header = "{\"alg\":\"ES256\",\"kid\":" + keyId + "}";
        var parts = genuine().split("\\.");
        parts[0] = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));

        assertRefused(String.join(".", parts));
    }

    @Test
    void endlessTokenIsRefused() {
        assertRefused("e".repeat(1_000_000));
        assertRefused(genuine() + "A".repeat(5_000));
    }

    @Test
    void noManglingOfATokenIsGenuineOrBreaksTheVerifier() {
        var random = new Random(17);
        var token = genuine();
        var claims = verify(token);
        for (var round = 0; round < 20_000; round++) {
            var mangled = mangle(token, random);
            var verdict = verify(mangled);
            // The last character of a part may carry bits that do not count.
            assertTrue(verdict.isEmpty() || verdict.equals(claims), mangled);
        }
    }

    private static String mangle(String token, Random random) {
        var bytes = token.getBytes(StandardCharsets.ISO_8859_1);
        for (var change = random.nextInt(4); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        var from = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : 0;
        return new String(Arrays.copyOfRange(bytes, from, bytes.length), StandardCharsets.ISO_8859_1);
    }

    private Optional<TokenClaims> verify(String token) {
        return verifier.verify(token).await().atMost(Duration.ofSeconds(5));
    }

    private void assertRefused(String token) {
        assertEquals(Optional.empty(), verify(token));
    }

    private String genuine() {
        return sign(sample(), key);
    }

    private String signed(Consumer<JwtClaims> change) {
        var claims = sample();
        change.accept(claims);
        return sign(claims, key);
    }

    private static JwtClaims sample() {
        var claims = new JwtClaims();
        claims.setIssuer("velvet");
        claims.setSubject("70");
        claims.setClaim("cid", 7);
        claims.setClaim("sid", 5);
        claims.setClaim("dev", "d.phone");
        claims.setClaim("seq", 12);
        claims.setIssuedAt(at(NOW));
        claims.setExpirationTime(at(LATER));
        return claims;
    }

    private static NumericDate at(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }

    private static String sign(JwtClaims claims, EllipticCurveJsonWebKey key) {
        return serialise(signature(
                claims, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, key.getPrivateKey(), key.getKeyId()));
    }

    private static JsonWebSignature signature(JwtClaims claims, String algorithm, Key key, String keyId) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        return signature;
    }

    private static String serialise(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
