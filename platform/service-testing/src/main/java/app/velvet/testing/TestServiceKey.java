package app.velvet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key that a deployment mounts, by which services know each other. */
public final class TestServiceKey {

    private TestServiceKey() {}

    /** Where it is, the same for all of this JVM. */
    public static String file() {
        return SharedServers.once("service-key", TestServiceKey::write, file -> file, file -> file);
    }

    private static String write() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("services");
            Path file = Files.createTempFile("service-key", ".jwk");
            file.toFile().deleteOnExit();
            return Files.writeString(file, key.toJson(OutputControlLevel.INCLUDE_PRIVATE))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
