package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.image.ImageStore.Content;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedImagesTest {

    private static final long ENDLESS = 100_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ImageFile file = ImageName.next("samples", StoredType.JPEG).file(ImageVariant.ORIGINAL);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void oneThatCannotBeReadIsNotAnsweredAsAnImage(String method) throws Exception {
        int port = serve(new Content(300_000, new Broken()));

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/uploads/" + file.path()))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertEquals(500, answer.statusCode());
        for (var header : List.of("Cache-Control", "ETag", "X-Content-Type-Options", "Content-Security-Policy")) {
            assertEquals(Optional.empty(), answer.headers().firstValue(header), header);
        }
        assertTrue(closed.await(1, TimeUnit.MINUTES));
    }

    @Test
    void itIsClosedWhenTheClientHasGone() throws Exception {
        int port = serve(new Content(ENDLESS, new Zeros()));
        try (var client = new Socket("localhost", port)) {
            client.getOutputStream()
                    .write(("GET /uploads/" + file.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', client.getInputStream().read());
        }

        assertTrue(closed.await(1, TimeUnit.MINUTES));
    }

    private int serve(Content content) {
        var router = Router.router(vertx);
        new ServedImages(new Stub(content)).serve(router, "samples");
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private record Stub(Content content) implements ImageStore {

        @Override
        public void put(ImageFile file, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Content> find(ImageFile file) {
            return Optional.of(content);
        }

        @Override
        public void remove(ImageName image) {
            throw new UnsupportedOperationException();
        }
    }

    private class Zeros extends InputStream {

        @Override
        public int read() throws IOException {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            return most;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private class Broken extends Zeros {

        @Override
        public int read(byte[] target, int offset, int most) throws IOException {
            throw new IOException("the disk is gone");
        }
    }
}
