package app.velvet.push;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What {@link Apple} and who sends to it know each other by. */
public record ApnsSecrets(Path folder) {

    public static final String KEY_ID = "TESTKEY001";
    public static final String TEAM_ID = "TESTTEAM01";
    public static final String TOPIC = "app.velvet.test";

    private static final String ALIAS = "apple";
    private static final String PASSWORD = "unused";
    /** Says to a process that a test starts which are the test's. */
    private static final String FOLDER = "apple";

    /** Those of this JVM or of the one that started it, made when they are first asked for. */
    public static ApnsSecrets shared() {
        var secrets = new ApnsSecrets(Path.of(System.getProperty(
                        FOLDER, "target/apple-" + ProcessHandle.current().pid()))
                .toAbsolutePath());
        synchronized (ApnsSecrets.class.getName().intern()) {
            if (!Files.exists(secrets.verificationKeyFile())) {
                secrets.make();
            }
        }
        return secrets;
    }

    /** The certificate to trust, PEM. */
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    Path certificateKey() {
        return folder.resolve("certificate-key.pem");
    }

    /** The key that signs provider tokens, as Apple hands it out. */
    public Path signingKey() {
        return folder.resolve("key.p8");
    }

    private Path verificationKeyFile() {
        return folder.resolve("key.pub");
    }

    ApnsVerificationKey verificationKey() {
        try (var key = Files.newInputStream(verificationKeyFile())) {
            return ApnsVerificationKey.loadFromInputStream(key, TEAM_ID, KEY_ID);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make() {
        try {
            Files.createDirectories(folder);
            makeCertificate();
            makeSigningKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeCertificate() throws IOException, GeneralSecurityException, InterruptedException {
        var store = folder.resolve("apple.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var options =
                "-genkeypair -alias %s -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 2 -storetype PKCS12"
                        + " -ext san=dns:localhost,ip:127.0.0.1 -storepass %s -keystore";
        var command = new ArrayList<String>(List.of(keytool.toString()));
        command.addAll(List.of(options.formatted(ALIAS, PASSWORD).split(" ")));
        command.add(store.toString());
        new ProcessBuilder(command).inheritIO().start().waitFor();
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write(certificate(), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        write(
                certificateKey(),
                "PRIVATE KEY",
                keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private void makeSigningKey() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        write(signingKey(), "PRIVATE KEY", keys.getPrivate().getEncoded());
        write(verificationKeyFile(), "PUBLIC KEY", keys.getPublic().getEncoded());
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.write(file, List.of("-----BEGIN " + type + "-----", lines, "-----END " + type + "-----"));
    }
}
