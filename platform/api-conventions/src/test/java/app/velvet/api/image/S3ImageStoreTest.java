package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3ImageStoreTest extends ImageStoreContract {

    private static IntSupplier server;
    private static S3Client client;
    private static S3ImageStore store;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
        client = clientWith(S3Server.SECRET_KEY);
        store = new S3ImageStore(client, S3Server.BUCKET);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        ((AutoCloseable) server).close();
    }

    @Override
    ImageStore store() {
        return store;
    }

    @Test
    void filesSayWhatTheyAre() throws IOException {
        var file = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);

        store.put(file, new byte[] {1});

        var head = client.headObject(request -> request.bucket(S3Server.BUCKET).key(file.path()));
        assertEquals("image/png", head.contentType());
    }

    @Test
    void aStoreThatRefusesIsAFailure() {
        var file = ImageName.next("users", StoredType.PNG).file(ImageVariant.ORIGINAL);

        try (var stranger = new S3ImageStore(clientWith("another secret"), S3Server.BUCKET)) {
            assertThrows(IOException.class, () -> stranger.put(file, new byte[] {1}));
            assertThrows(IOException.class, () -> stranger.find(file));
            assertThrows(IOException.class, () -> stranger.remove(file.image()));
        }
    }

    private static S3Client clientWith(String secretKey) {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(S3Settings.class)
                .withDefaultValues(Map.of(
                        "velvet.images.s3.region",
                        "us-east-1",
                        "velvet.images.s3.endpoint",
                        "http://127.0.0.1:" + server.getAsInt(),
                        "velvet.images.s3.path-style",
                        "true",
                        "velvet.images.s3.access-key",
                        S3Server.ACCESS_KEY,
                        "velvet.images.s3.secret-key",
                        secretKey))
                .build()
                .getConfigMapping(S3Settings.class);
        return ImageStores.client(settings);
    }
}
