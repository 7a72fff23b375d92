package app.velvet.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Tokens as auth-service issues them, signed with a key of this test JVM whose public half is served at
 * {@link #jwksUrl()}.
 */
public final class TestTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private TestTokens() {}

    /** Returns a token of a user's session 1 on device {@code d.test}, issued on state sequence 0, good for an hour. */
    public static String issue(long companyId, long userId) {
        return of(companyId, userId).issue();
    }

    /** Starts a token that differs from the ordinary one. */
    public static Builder of(long companyId, long userId) {
        return new Builder(companyId, userId);
    }

    /** A token to be; every method returns this builder. */
    public static final class Builder {

        private final long companyId;
        private final long userId;
        private long sessionId = 1;
        private String device = "d.test";
        private long stateSequence = 0;
        private Instant issuedAt = Instant.now();
        private Instant expiresAt = issuedAt.plus(LIFETIME);
        private String issuer = "velvet";
        private EllipticCurveJsonWebKey key;

        private Builder(long companyId, long userId) {
            this.companyId = companyId;
            this.userId = userId;
        }

        public Builder session(long id) {
            sessionId = id;
            return this;
        }

        /** Sets the device key, e.g. {@code d.AAAA…} or {@code s.<session id>}. */
        public Builder device(String key) {
            device = key;
            return this;
        }

        /** Sets the sequence of the user state that the token was issued on. */
        public Builder stateSequence(long sequence) {
            stateSequence = sequence;
            return this;
        }

        public Builder issuedAt(Instant time) {
            issuedAt = time;
            return this;
        }

        public Builder expiresAt(Instant time) {
            expiresAt = time;
            return this;
        }

        public Builder issuer(String name) {
            issuer = name;
            return this;
        }

        /** Signs with a key that nobody has published, under the id of the one that is. */
        public Builder forged() {
            key = newKey(signingKey().getKeyId());
            return this;
        }

        public String issue() {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(issuer);
            claims.setSubject(Long.toString(userId));
            claims.setClaim("cid", companyId);
            claims.setClaim("sid", sessionId);
            claims.setClaim("dev", device);
            claims.setClaim("seq", stateSequence);
            claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
            claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
            return sign(claims, key == null ? signingKey() : key);
        }
    }

    /** Returns where services find the public key, as auth-service's {@code /.well-known/jwks.json}. */
    public static String jwksUrl() {
        return SharedServers.once("jwks-url", TestTokens::serveKeys, url -> url, url -> url);
    }

    private static String serveKeys() {
        byte[] keys = new JsonWebKeySet(signingKey())
                .toJson(OutputControlLevel.PUBLIC_ONLY)
                .getBytes(StandardCharsets.UTF_8);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EllipticCurveJsonWebKey signingKey() {
        return SharedServers.once(
                "signing-key",
                () -> newKey("test-" + ProcessHandle.current().pid()),
                TestTokens::parse,
                key -> key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static EllipticCurveJsonWebKey newKey(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey parse(String json) {
        try {
            return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(json);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JwtClaims claims, EllipticCurveJsonWebKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
