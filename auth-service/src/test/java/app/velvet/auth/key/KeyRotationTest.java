package app.velvet.auth.key;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AuthServiceTest
class KeyRotationTest {

    @Inject
    Velvet velvet;

    @Inject
    KeySettings settings;

    @Inject
    SigningKeys keys;

    @Test
    void aKeyIsReplacedWithoutRestartAndOldTokensStayGood() throws Exception {
        var tenant = velvet.tenant();
        var before = keyId(tenant.managerToken());
        var now = aSecondAfterTheCurrentKey();
        SigningKey.generate(settings.directory(), now);
        SigningKey.generate(settings.directory(), now.plus(Duration.ofDays(1)));

        keys.refresh();

        var after = keyId(Velvet.signIn(tenant.managerEmail()));
        assertNotEquals(before, after);
        assertEquals(now, keys.current().notBefore(), "not the one whose time has not come");
        published()
                .body("keys.kid", hasItems(before, after))
                .body("keys", hasSize(keys.all().size()));
        tenant.manager().get("/api/v1/profile").then().statusCode(200);
    }

    @Test
    void onlyPublicHalvesArePublishedAndMayBeCached() {
        published()
                .header("Cache-Control", equalTo("public, max-age=60"))
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0].alg", equalTo("ES256"))
                .body("keys[0].use", equalTo("sig"))
                .body("keys[0]", not(org.hamcrest.Matchers.hasKey("d")));
    }

    @Test
    void aTokenOfAWithdrawnKeyIsNoLongerGood() throws Exception {
        var tenant = velvet.tenant();
        SigningKey.generate(settings.directory(), aSecondAfterTheCurrentKey());
        keys.refresh();
        var token = Velvet.signIn(tenant.managerEmail());
        Files.delete(settings.directory().resolve(keyId(token) + SigningKey.SUFFIX));

        keys.refresh();

        Velvet.as(token).get("/api/v1/profile").then().statusCode(401);
        tenant.manager().get("/api/v1/profile").then().statusCode(200);
    }

    @Test
    void aFileThatIsNoKeyChangesNothing() throws Exception {
        var file = Files.writeString(settings.directory().resolve("20200101T000000Z.pem"), "not a key");
        try {
            var before = keys.all();

            keys.refresh();

            assertEquals(before, keys.all());
        } finally {
            Files.delete(file);
        }
    }

    /** Keys are named by the second; of two in the same one, neither would be the newer. */
    private Instant aSecondAfterTheCurrentKey() {
        return await().until(
                        () -> Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        now -> now.isAfter(keys.current().notBefore()));
    }

    @Test
    void anEmptyDirectorySignsNobodyOut(@TempDir Path aside) throws IOException {
        var tenant = velvet.tenant();
        var before = keys.all();
        move(before, settings.directory(), aside);
        try {
            keys.refresh();

            assertEquals(before, keys.all());
            tenant.manager().get("/api/v1/profile").then().statusCode(200);
        } finally {
            move(before, aside, settings.directory());
        }
    }

    private static void move(List<SigningKey> keys, Path from, Path to) throws IOException {
        for (var key : keys) {
            var file = key.id() + SigningKey.SUFFIX;
            Files.move(from.resolve(file), to.resolve(file));
        }
    }

    @Test
    void whatIsWrongWithAFileIsSaidWithoutItsContent(@TempDir Path directory) throws IOException {
        var unnamed = Files.writeString(directory.resolve("key.pem"), "secret");
        var unreadable = Files.writeString(directory.resolve("20200101T000000Z.pem"), "secret");

        for (var file : List.of(unnamed, unreadable)) {
            var problem = assertThrows(IllegalArgumentException.class, () -> SigningKey.read(file));
            assertEquals(false, problem.getMessage().contains("secret"));
        }
    }

    @Test
    void aKeyInTheFormOfOpensslIsRead(@TempDir Path directory) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var file = Files.writeString(directory.resolve("20140303T052917Z.pem"), asOpensslWrites(keys));

        var key = SigningKey.read(file);

        assertEquals("20140303T052917Z", key.id());
        assertEquals(Instant.parse("2014-03-03T05:29:17Z"), key.notBefore());
        assertEquals(((ECPublicKey) keys.getPublic()).getW(), key.publicKey().getW());
    }

    /** As {@code openssl genpkey} writes it: unlike Java's own form with the public key inside. */
    private static String asOpensslWrites(KeyPair keys) throws IOException {
        var publicKey = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        var secret = ((java.security.interfaces.ECPrivateKey) keys.getPrivate()).getS();
        var info = new PrivateKeyInfo(
                publicKey.getAlgorithm(), new ECPrivateKey(256, secret, publicKey.getPublicKeyData(), null));
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(info.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    private static io.restassured.response.ValidatableResponse published() {
        return given().get("/.well-known/jwks.json").then().statusCode(200);
    }

    private static String keyId(String token) throws Exception {
        return ((JsonWebSignature) JsonWebStructure.fromCompactSerialization(token)).getKeyIdHeaderValue();
    }
}
