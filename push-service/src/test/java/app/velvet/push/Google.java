package app.velvet.push;

import app.velvet.testing.fcm.FcmFault;
import app.velvet.testing.fcm.FcmStandIn;
import app.velvet.testing.fcm.ServiceAccount;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** FCM and what it gets, accepted or not. */
public final class Google implements AutoCloseable {

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final List<JsonObject> received = new CopyOnWriteArrayList<>();
    private final FcmStandIn standIn;

    private Google(int port) {
        var secrets = ApnsSecrets.shared();
        try {
            standIn = FcmStandIn.start(
                    vertx,
                    account(),
                    secrets.certificate(),
                    secrets.certificateKey(),
                    port,
                    received::add,
                    accepted -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Google start() {
        return startAt(0);
    }

    public static Google startAt(int port) {
        return new Google(port);
    }

    /** That of this JVM or of the one that started it. */
    public static ServiceAccount account() {
        synchronized (Google.class.getName().intern()) {
            var account = new ServiceAccount(ApnsSecrets.shared().folder().resolve("google"));
            try {
                account.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return account;
        }
    }

    /** What came for this token, in order. */
    public List<JsonObject> received(String token) {
        return received.stream()
                .filter(message -> token.equals(message.getString("token")))
                .toList();
    }

    public void misbehave(String token, FcmFault... next) {
        standIn.misbehave(token, next);
    }

    public FcmStandIn standIn() {
        return standIn;
    }

    public URI url() {
        return standIn.url();
    }

    public URI tokenUrl() {
        return standIn.tokenUrl();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
