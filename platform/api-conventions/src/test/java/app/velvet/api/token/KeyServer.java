package app.velvet.api.token;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/** Publishes keys as auth-service does; until told which, it answers with an error. */
class KeyServer {

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile String document;
    private volatile CountDownLatch answering = new CountDownLatch(0);

    KeyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/jwks.json", exchange -> {
            asked.incrementAndGet();
            awaitAnswering();
            var body = document == null ? new byte[0] : document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(document == null ? 503 : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
    }

    void publish(EllipticCurveJsonWebKey... keys) {
        answer(new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    void answer(String newDocument) {
        document = newDocument;
    }

    /** From now on no request is answered until {@link #stop}. */
    void hang() {
        answering = new CountDownLatch(1);
    }

    private void awaitAnswering() {
        try {
            answering.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int timesAsked() {
        return asked.get();
    }

    void stop() {
        answering.countDown();
        server.stop(0);
    }
}
