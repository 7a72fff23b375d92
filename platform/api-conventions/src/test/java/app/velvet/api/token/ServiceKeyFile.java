package app.velvet.api.token;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** Mounts a key for calls between services. */
public class ServiceKeyFile implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            var file = Files.createTempFile(Path.of("target"), "service-key", ".json");
            Files.writeString(file, SampleKeys.newKey("shared").toJson(OutputControlLevel.INCLUDE_PRIVATE));
            return Map.of("velvet.internal.key-file", file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
