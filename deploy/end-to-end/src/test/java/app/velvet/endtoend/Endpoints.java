package app.velvet.endtoend;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The replicas of a service that are ready, and what leads to them: a gateway chooses one for each request; the network of
 * a cluster, which is what services use among themselves, one for each connection, and leaves that alone from then on.
 */
final class Endpoints {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECTIONS = 1_000;

    private final Vertx vertx;
    private final List<Integer> ready = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final NetClient connections;
    private final NetServer network;

    Endpoints(Vertx vertx) {
        this.vertx = vertx;
        connections = vertx.createNetClient();
        network = vertx.createNetServer().connectHandler(this::lead);
        join(network.listen(0, LOOPBACK));
    }

    /** Where other services find it. */
    int port() {
        return network.actualPort();
    }

    /** Stands between the gateway and the replicas. */
    void listenToGateway(int port) {
        var client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
        join(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(HttpProxy.reverseProxy(client).origin(this::connect))
                .listen(port, LOOPBACK));
    }

    void add(int port) {
        ready.add(port);
    }

    void remove(int port) {
        ready.remove(Integer.valueOf(port));
    }

    private SocketAddress next() {
        var now = List.copyOf(ready);
        return SocketAddress.inetSocketAddress(now.get(Math.floorMod(turn.getAndIncrement(), now.size())), LOOPBACK);
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        return context.client().request(new RequestOptions().setServer(next()));
    }

    private void lead(NetSocket incoming) {
        incoming.pause();
        connections
                .connect(next())
                .onSuccess(outgoing -> {
                    incoming.pipeTo(outgoing);
                    outgoing.pipeTo(incoming);
                })
                .onFailure(refused -> incoming.close());
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
