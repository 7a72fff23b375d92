package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void theKeyIsMadeOnceAndForItsOwnerOnly() throws Exception {
        Path file = folder.resolve("services.jwk");

        Secrets.makeServiceKey(file);
        String first = Files.readString(file);
        Secrets.makeServiceKey(file);

        assertThat(file).hasContent(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aServiceTokenIsSignedWithIt() throws Exception {
        Path file = folder.resolve("services.jwk");
        Secrets.makeServiceKey(file);
        JsonWebKey key = JsonWebKey.Factory.newJwk(Files.readString(file));

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(key.getKey())
                .setExpectedIssuer("velvet-internal")
                .setExpectedAudience("auth-service")
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(2)
                .build()
                .processToClaims(Secrets.serviceToken(file, "local-stack", "auth-service"));

        assertThat(claims.getSubject()).isEqualTo("local-stack");
    }
}
