package app.velvet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key by which the services of a stack know each other: made at its first start, readable by its owner only. */
final class Secrets {

    private static final String OURS_ALONE = "rw-------";
    private static final int LIFETIME_SECONDS = 60;

    private Secrets() {}

    /** Makes the key, a private JWK on the curve P-256, unless the file is there already. */
    static void makeServiceKey(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS_ALONE)));
        Files.writeString(unfinished, newKey().toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.move(unfinished, file);
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Issues a token under which {@code service} calls the internal API of {@code audience}, good for a minute. */
    static String serviceToken(Path keyFile, String service, String audience) throws IOException {
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("velvet-internal");
        claims.setSubject(service);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFETIME_SECONDS));
        try {
            var key = (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(keyFile));
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmHeaderValue(key.getAlgorithm());
            token.setKeyIdHeaderValue(key.getKeyId());
            token.setKey(key.getPrivateKey());
            token.setPayload(claims.toJson());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IOException(keyFile + " holds no key of ours", e);
        }
    }

    /** Lets only the owner into a folder. */
    static void closeToOthers(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
