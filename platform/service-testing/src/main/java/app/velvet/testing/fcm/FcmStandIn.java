package app.velvet.testing.fcm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * FCM's HTTP v1 API and what gives out access tokens to it, as far as a sender can tell: HTTP/2 over TLS, with their checks of
 * the service account's signature, the access token, the project, the message and its size. There is a phone for every token
 * of the right form. It misbehaves when told to, once per device token and fault. Thread-safe.
 */
public final class FcmStandIn implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String SEND = "/v1/projects/" + ServiceAccount.PROJECT_ID + "/messages:send";
    private static final String TOKENS = "tokens";

    private final Vertx vertx;
    private final HttpServer server;
    private final TokenEndpoint tokens;
    private final Consumer<JsonObject> accepted;
    private final Consumer<JsonObject> arrived;
    private final Map<String, Queue<FcmFault>> faults = new ConcurrentHashMap<>();
    private final Queue<Runnable> heldBack = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokenRequests = new AtomicInteger();

    private FcmStandIn(
            Vertx vertx,
            ServiceAccount account,
            Path certificate,
            Path certificateKey,
            int port,
            Consumer<JsonObject> arrived,
            Consumer<JsonObject> accepted)
            throws IOException {
        this.vertx = vertx;
        this.arrived = arrived;
        this.accepted = accepted;
        this.server = completed(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(certificate.toString())
                                .setKeyPath(certificateKey.toString())))
                .requestHandler(this::receive)
                .listen(port, LOOPBACK));
        this.tokens = new TokenEndpoint(account.readPublicKey(), tokenUrl());
    }

    /**
     * Returns when it listens on the loopback interface.
     *
     * @param certificate of {@code localhost}, PEM, as its key
     * @param port 0 for any
     * @param arrived hears of each message, before it is looked at
     * @param accepted hears of each message that is accepted, before its sender does
     */
    public static FcmStandIn start(
            Vertx vertx,
            ServiceAccount account,
            Path certificate,
            Path certificateKey,
            int port,
            Consumer<JsonObject> arrived,
            Consumer<JsonObject> accepted)
            throws IOException {
        return new FcmStandIn(vertx, account, certificate, certificateKey, port, arrived, accepted);
    }

    public URI url() {
        return URI.create("https://localhost:" + server.actualPort());
    }

    public URI tokenUrl() {
        return ServiceAccount.tokenUrl(server.actualPort());
    }

    /** The next messages to this device meet these faults, one each. */
    public void misbehave(String deviceToken, FcmFault... next) {
        faults.computeIfAbsent(deviceToken, first -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(next));
    }

    /** The next requests for an access token meet these faults, one each. */
    public void misbehaveAtTokens(FcmFault... next) {
        misbehave(TOKENS, next);
    }

    /** No access token that was given out is good any more. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** How often an access token was asked for. */
    public int tokenRequests() {
        return tokenRequests.get();
    }

    /** Answers as if nothing were wrong, but not before {@link #letGo}. */
    public FcmFault holdsBack() {
        return request -> heldBack.add(() -> accept(request, new JsonObject()));
    }

    public int heldBack() {
        return heldBack.size();
    }

    public void letGo() {
        vertx.runOnContext(now -> {
            for (Runnable answer = heldBack.poll(); answer != null; answer = heldBack.poll()) {
                answer.run();
            }
        });
    }

    private void receive(HttpServerRequest request) {
        request.exceptionHandler(lost -> {});
        request.response().exceptionHandler(lost -> {});
        if (request.path().equals(tokenUrl().getPath())) {
            tokenRequests.incrementAndGet();
            nextFault(TOKENS).ifPresentOrElse(fault -> fault.befalls(request), () -> tokens.handle(request));
        } else {
            request.bodyHandler(body -> receive(request, body));
        }
    }

    private void receive(HttpServerRequest request, Buffer body) {
        Optional<JsonObject> message = message(body);
        message.ifPresent(arrived);
        Optional<FcmFault> fault = message.map(read -> read.getString("token")).flatMap(this::nextFault);
        if (fault.isPresent()) {
            fault.get().befalls(request);
            return;
        }
        Optional<FcmError> error = error(request, message);
        if (error.isPresent()) {
            error.get().answer(request);
        } else {
            accept(request, message.orElseThrow());
        }
    }

    private Optional<FcmFault> nextFault(String subject) {
        return Optional.ofNullable(faults.get(subject)).map(Queue::poll);
    }

    private static Optional<JsonObject> message(Buffer body) {
        try {
            return Optional.ofNullable(new JsonObject(body).getJsonObject("message"));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private Optional<FcmError> error(HttpServerRequest request, Optional<JsonObject> message) {
        if (!request.path().matches("/v1/projects/[^/]+/messages:send") || request.method() != HttpMethod.POST) {
            return Optional.of(FcmError.ofGoogle(404, "NOT_FOUND", "Requested entity was not found."));
        }
        if (!tokens.knows(request.getHeader("Authorization"))) {
            return Optional.of(
                    FcmError.ofGoogle(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."));
        }
        if (!request.path().equals(SEND)) {
            return Optional.of(FcmError.ofGoogle(
                    403,
                    "PERMISSION_DENIED",
                    "Permission 'cloudmessaging.messages.create' denied on resource " + request.path()));
        }
        if (message.isEmpty()) {
            return Optional.of(FcmError.ofGoogle(400, "INVALID_ARGUMENT", "Invalid JSON payload received."));
        }
        return FcmMessageChecks.error(message.get());
    }

    private void accept(HttpServerRequest request, JsonObject message) {
        if (!message.isEmpty()) {
            accepted.accept(message);
        }
        request.response()
                .putHeader("Content-Type", "application/json; charset=UTF-8")
                .end(new JsonObject()
                        .put("name", "projects/" + ServiceAccount.PROJECT_ID + "/messages/0:" + UUID.randomUUID())
                        .toBuffer());
    }

    private static <T> T completed(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        completed(server.close());
    }
}
