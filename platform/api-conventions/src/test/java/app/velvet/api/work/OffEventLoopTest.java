package app.velvet.api.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffEventLoopTest {

    private static final Executor WITHOUT_ROOM = work -> {
        throw new RejectedExecutionException();
    };

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void worksElsewhereAndEmitsWhereItWasSubscribedTo() throws Exception {
        var worked = new CompletableFuture<Context>();

        var emittedOn = onContext(() -> OffEventLoop.run(() -> {
                    assertFalse(Context.isOnEventLoopThread());
                    return worked.complete(Vertx.currentContext());
                })
                .map(done -> Vertx.currentContext()));

        assertEquals(null, worked.getNow(context));
        assertEquals(context, emittedOn);
    }

    @Test
    void failsWhereItWasSubscribedTo() throws Exception {
        var failedOn = onContext(() -> OffEventLoop.run(() -> {
                    throw new IllegalStateException();
                })
                .onFailure(IllegalStateException.class)
                .recoverWithItem(failure -> Vertx.currentContext()));

        assertEquals(context, failedOn);
    }

    @Test
    void refusesWhatThereIsNoRoomForWhereItWasSubscribedTo() throws Exception {
        var refusal = onContext(() -> OffEventLoop.run(() -> "never", WITHOUT_ROOM)
                .replaceWith(() -> null)
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> {
                    assertEquals(context, Vertx.currentContext());
                    return ((RefusedException) failure).refusal();
                }));

        assertEquals(ApiError.UNAVAILABLE, refusal);
    }

    private <T> T onContext(Supplier<Uni<T>> work) throws Exception {
        var answer = new CompletableFuture<T>();
        context.runOnContext(start -> work.get().subscribe().with(answer::complete, answer::completeExceptionally));
        return answer.get(30, TimeUnit.SECONDS);
    }
}
