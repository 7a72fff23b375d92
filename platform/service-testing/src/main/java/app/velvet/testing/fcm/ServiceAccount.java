package app.velvet.testing.fcm;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** What a Google Cloud console would give out: a service account of a Firebase project and its key. */
public record ServiceAccount(Path folder) {

    public static final String PROJECT_ID = "velvet-staff";
    static final String EMAIL = "push@velvet-staff.iam.gserviceaccount.example";

    /** Where Google gives out access tokens, for whom its library signs wherever it sends. */
    static final String TOKEN_URL = "https://oauth2.googleapis.com/token";

    private static final int KEY_BITS = 2048;
    private static final String TOKEN_PATH = "/token";

    /** The key (JSON), as Google hands it out. */
    public Path credentials() {
        return folder.resolve("service-account.json");
    }

    private Path publicKey() {
        return folder.resolve("service-account.pub");
    }

    /** Where access tokens are given out, by whoever listens on this port. */
    public static URI tokenUrl(int port) {
        return URI.create("https://localhost:" + port + TOKEN_PATH);
    }

    /** Makes the key, unless it is there. */
    public void make() throws IOException {
        if (Files.exists(publicKey())) {
            return;
        }
        Files.createDirectories(folder);
        KeyPair keys = newKeys();
        Files.writeString(credentials(), json(keys).encodePrettily());
        Files.write(publicKey(), keys.getPublic().getEncoded());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(KeyPair keys) {
        return new JsonObject()
                .put("type", "service_account")
                .put("project_id", PROJECT_ID)
                .put("private_key_id", "0123456789abcdef0123456789abcdef01234567")
                .put("private_key", pem(keys.getPrivate().getEncoded()))
                .put("client_email", EMAIL)
                .put("client_id", "100000000000000000001")
                .put("token_uri", TOKEN_URL);
    }

    private static String pem(byte[] key) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        return String.join("\n", List.of("-----BEGIN PRIVATE KEY-----", lines, "-----END PRIVATE KEY-----", ""));
    }

    PublicKey readPublicKey() throws IOException {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(publicKey())));
        } catch (GeneralSecurityException e) {
            throw new IOException(publicKey() + " holds no key", e);
        }
    }
}
