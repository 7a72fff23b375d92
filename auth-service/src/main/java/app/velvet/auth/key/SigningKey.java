package app.velvet.auth.key;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jose4j.keys.EllipticCurves;

/**
 * A key pair for ES256, from a file: a private key on the curve P-256 as PKCS #8 in PEM, which {@code openssl genpkey} writes.
 * The file's name says from when on it signs, e.g. {@code 20140303T052917Z.pem}; without its suffix it is the key's id.
 */
record SigningKey(String id, Instant notBefore, PrivateKey privateKey, ECPublicKey publicKey) {

    static final String SUFFIX = ".pem";

    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    /**
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if its name or its content is not as it should be; the message holds nothing of
     *     the content
     */
    static SigningKey read(Path file) throws IOException {
        var fileName = file.getFileName().toString();
        var id = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            var privateKey = KeyUtils.decodePrivateKey(Files.readString(file), SignatureAlgorithm.ES256);
            return new SigningKey(id, notBefore(id), privateKey, publicKey((ECPrivateKey) privateKey));
        } catch (DateTimeParseException noTime) {
            throw new IllegalArgumentException(file + " is not named by a time as 20140303T052917Z" + SUFFIX);
        } catch (GeneralSecurityException | ClassCastException | IllegalArgumentException noKey) {
            throw new IllegalArgumentException(file + " holds no private key on the curve P-256 in PKCS #8 PEM");
        }
    }

    /** Makes a key that signs from {@code notBefore} on, in a file that only the owner of this process may read. */
    static void generate(Path directory, Instant notBefore) throws IOException {
        var file = directory.resolve(ID.format(notBefore.atOffset(ZoneOffset.UTC)) + SUFFIX);
        var written = Files.createTempFile(
                directory,
                "new-key",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, pem(), StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(written, file);
    }

    private static Instant notBefore(String id) {
        return LocalDateTime.parse(id, ID).toInstant(ZoneOffset.UTC);
    }

    private static ECPublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        if (!key.getParams().getCurve().equals(EllipticCurves.P256.getCurve())) {
            throw new GeneralSecurityException("Another curve");
        }
        var point = CustomNamedCurves.getByName(EllipticCurves.P_256)
                .getG()
                .multiply(key.getS())
                .normalize();
        var affine = new ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(affine, key.getParams()));
    }

    private static String pem() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(EllipticCurves.P256);
            var key = generator.generateKeyPair().getPrivate();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
