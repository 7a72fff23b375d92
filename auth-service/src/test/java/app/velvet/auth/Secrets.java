package app.velvet.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * What a deployment mounts: empty directories for the signing keys and for pictures, and the key by which services know each
 * other.
 */
public class Secrets implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("secrets");
            return Map.of(
                    "velvet.auth.keys.directory", directory.resolve("keys").toString(),
                    "velvet.auth.keys.generate", "true",
                    "velvet.images.directory", directory.resolve("images").toString(),
                    "velvet.internal.key-file", serviceKey(directory).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path serviceKey(Path directory) throws IOException, JoseException {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("services");
        return Files.writeString(directory.resolve("services.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    @Override
    public void stop() {}
}
