package app.velvet.venues;

import app.velvet.testing.PackagedReplica;
import app.velvet.testing.TestTokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Two of the packaged service on one database. */
public record Replicas(PackagedReplica one, PackagedReplica other) implements AutoCloseable {

    /** What every one of them needs. */
    public static final Map<String, String> SETTINGS = Map.of(
            "velvet.token.jwks-url",
            TestTokens.jwksUrl(),
            "velvet.images.public-url",
            "https://velvet.example",
            "velvet.images.directory",
            Path.of("target/replica-images").toAbsolutePath().toString());

    public static Replicas start(String database) throws Exception {
        return new Replicas(PackagedReplica.start(database, SETTINGS), PackagedReplica.start(database, SETTINGS));
    }

    /** Where the caller of that number asks: they take turns. */
    public URI uri(long caller, String path) {
        return URI.create("http://127.0.0.1:" + (caller % 2 == 0 ? one : other).port() + path);
    }

    @Override
    public void close() {
        other.close();
        one.close();
    }
}
