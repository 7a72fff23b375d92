package app.velvet.testing.apns;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * What the stand-in for APNs and who sends to it know each other by: the stand-in's certificate, and the key that an Apple
 * developer account would give out. Made at the first start, in a folder that is closed to others.
 */
public record ApnsCredentials(Path folder) {

    public static final String KEY_ID = "LOCALKEY01";
    public static final String TEAM_ID = "LOCALTEAM1";

    /** The app's bundle id. */
    public static final String TOPIC = "app.velvet.staff";

    private static final String ALIAS = "apns";
    private static final int YEARS = 10;

    /** The certificate to trust, PEM. */
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /** The key that signs provider tokens, as Apple hands it out: PKCS #8, PEM. */
    public Path signingKey() {
        return folder.resolve("AuthKey_" + KEY_ID + ".p8");
    }

    /** The private key of the certificate, PEM. */
    public Path certificateKey() {
        return folder.resolve("certificate-key.pem");
    }

    private Path verificationKey() {
        return folder.resolve("AuthKey_" + KEY_ID + ".pub");
    }

    /** Makes what is not there yet. */
    public void make() throws IOException {
        Files.createDirectories(folder);
        try {
            if (!Files.exists(certificate())) {
                makeCertificate();
            }
            if (!Files.exists(signingKey())) {
                makeSigningKey();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeCertificate() throws IOException, GeneralSecurityException {
        String password = UUID.randomUUID().toString();
        Path store = folder.resolve("new.p12");
        Files.deleteIfExists(store);
        runKeytool(store, password);
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        write(certificateKey(), "PRIVATE KEY", keys.getKey(ALIAS, password.toCharArray()));
        write(certificate(), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        Files.delete(store);
    }

    private static void runKeytool(Path store, String password) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Stand-in for APNs",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        Integer.toString(YEARS * 365),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void makeSigningKey() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        write(verificationKey(), "PUBLIC KEY", keys.getPublic());
        write(signingKey(), "PRIVATE KEY", keys.getPrivate());
    }

    private static void write(Path file, String type, Key key) throws IOException {
        write(file, type, key.getEncoded());
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.write(file, List.of("-----BEGIN " + type + "-----", lines, "-----END " + type + "-----"));
    }

    /** What provider tokens are verified with. */
    public ApnsVerificationKey readVerificationKey() throws IOException {
        try (var key = Files.newInputStream(verificationKey())) {
            return ApnsVerificationKey.loadFromInputStream(key, TEAM_ID, KEY_ID);
        } catch (GeneralSecurityException e) {
            throw new IOException(verificationKey() + " holds no key", e);
        }
    }
}
