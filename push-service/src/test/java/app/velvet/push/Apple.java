package app.velvet.push;

import app.velvet.testing.apns.ApnsCredentials;
import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * APNs, as far as a sender can tell: HTTP/2 over TLS, with the checks of Pushy's own stand-in. Unlike that one it misbehaves
 * when told to, once per token and fault.
 */
public final class Apple implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** What is done instead of accepting a push. */
    @FunctionalInterface
    public interface Fault {
        void befalls(HttpServerRequest request);
    }

    /** A push that arrived, accepted or not. */
    public record Received(String token, UUID id, Map<String, String> headers, JsonObject payload) {

        public String title() {
            return alert().getString("title");
        }

        public String message() {
            return alert().getString("body");
        }

        public JsonObject aps() {
            return payload.getJsonObject("aps");
        }

        private JsonObject alert() {
            return aps().getJsonObject("alert");
        }
    }

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Queue<Runnable> heldBack = new ConcurrentLinkedQueue<>();
    private final ApnsCredentials secrets;
    private final PushNotificationHandler checks;
    private final NetServer server;

    private Apple(ApnsCredentials secrets, int port) {
        this.secrets = secrets;
        this.checks = checks(verificationKey(secrets));
        var http = completed(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .requestHandler(this::receive)
                .listen(0, LOOPBACK));
        this.server = completed(vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(secrets.certificate().toString())
                                .setKeyPath(secrets.certificateKey().toString())))
                .connectHandler(client -> connect(client, http.actualPort()))
                .listen(port, LOOPBACK));
    }

    /** Pushy speaks HTTP/2 without asking for it by ALPN, as APNs lets it; a server of Vert.x does so only without TLS. */
    private void connect(NetSocket client, int port) {
        client.pause();
        vertx.createNetClient().connect(port, LOOPBACK).onSuccess(http -> {
            http.pipeTo(client);
            client.pipeTo(http);
        });
    }

    private static <T> T completed(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    public static Apple start() {
        return startAt(0);
    }

    public static Apple startAt(int port) {
        return new Apple(ApnsSecrets.shared(), port);
    }

    public ApnsCredentials secrets() {
        return secrets;
    }

    public int port() {
        return server.actualPort();
    }

    /** What came for this token, in order. */
    public List<Received> received(String token) {
        return received.stream().filter(push -> push.token().equals(token)).toList();
    }

    /** The next pushes for this token meet these faults, one each. */
    public void misbehave(String token, Fault... next) {
        faults.computeIfAbsent(token, first -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    public static Fault refuses(int status, String reason) {
        return request -> answer(request, status, new JsonObject().put("reason", reason));
    }

    public static Fault saysGone(Instant since) {
        return request -> answer(
                request, 410, new JsonObject().put("reason", "Unregistered").put("timestamp", since.toEpochMilli()));
    }

    public static Fault asksToWait(Duration pause) {
        return request -> {
            request.response().putHeader("retry-after", Long.toString(pause.toSeconds()));
            answer(request, 429, new JsonObject().put("reason", "TooManyRequests"));
        };
    }

    public static Fault closesConnection() {
        return request -> request.connection().close();
    }

    /** The connection is closed, but for requests before this one, which the client hears has not been looked at. */
    public static Fault goesAway() {
        return request -> request.connection().goAway(0, 0);
    }

    public static Fault saysNothing() {
        return request -> {};
    }

    /** Accepts when {@link #letGo} is called. */
    public Fault holdsBack() {
        return request -> heldBack.add(() -> accept(request));
    }

    public int heldBack() {
        return heldBack.size();
    }

    public void letGo() {
        vertx.runOnContext(now -> {
            for (var answer = heldBack.poll(); answer != null; answer = heldBack.poll()) {
                answer.run();
            }
        });
    }

    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            var token = request.path().substring(request.path().lastIndexOf('/') + 1);
            received.add(new Received(
                    token, UUID.fromString(request.getHeader("apns-id")), headers(request), new JsonObject(body)));
            var fault =
                    faults.getOrDefault(token, new ConcurrentLinkedQueue<>()).poll();
            if (fault != null) {
                fault.befalls(request);
            } else {
                check(request, body);
            }
        });
    }

    private void check(HttpServerRequest request, Buffer body) {
        try {
            checks.handlePushNotification(http2(request), Unpooled.wrappedBuffer(body.getBytes()));
            accept(request);
        } catch (RejectedNotificationException e) {
            answer(request, 400, new JsonObject().put("reason", reason(e)));
        }
    }

    private static void accept(HttpServerRequest request) {
        stamped(request).response().setStatusCode(200).end();
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        stamped(request).response().setStatusCode(status).end(body.toBuffer());
    }

    private static HttpServerRequest stamped(HttpServerRequest request) {
        request.response().putHeader("apns-id", request.getHeader("apns-id"));
        return request;
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        var headers = new ConcurrentHashMap<String, String>();
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return headers;
    }

    private static Http2Headers http2(HttpServerRequest request) {
        var headers = new DefaultHttp2Headers().method(request.method().name()).path(request.path());
        request.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
        return headers;
    }

    private static ApnsVerificationKey verificationKey(ApnsCredentials secrets) {
        try {
            return secrets.readVerificationKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PushNotificationHandler checks(ApnsVerificationKey key) {
        return new ValidatingPushNotificationHandlerFactory(
                        Map.of(ApnsCredentials.TOPIC, new EveryToken()),
                        Map.of(),
                        Map.of(ApnsCredentials.KEY_ID, key),
                        Map.of(key, Set.of(ApnsCredentials.TOPIC)))
                .buildHandler(sessionWithoutClientCertificate());
    }

    /** Whoever shows no certificate has to show a token. */
    private static SSLSession sessionWithoutClientCertificate() {
        try {
            return SSLContext.getDefault().createSSLEngine().getSession();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pushy keeps the reason to itself, and to its own server. */
    private static String reason(RejectedNotificationException rejected) {
        try {
            var reason = RejectedNotificationException.class.getDeclaredMethod("getRejectionReason");
            reason.setAccessible(true);
            var text = reason.getReturnType().getDeclaredMethod("getReasonText");
            text.setAccessible(true);
            return (String) text.invoke(reason.invoke(rejected));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        completed(vertx.close());
    }

    private static final class EveryToken extends AbstractSet<String> {

        @Override
        public boolean contains(Object token) {
            return true;
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
