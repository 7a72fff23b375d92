package app.velvet.api.work;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Does what takes too long for an event loop, or waits, on another thread. Nothing is done before the {@code Uni} is
 * subscribed to, which is to happen on a Vert.x context: it emits there, be it a failure, so that what follows finds its
 * session and its caller.
 */
public final class OffEventLoop {

    private OffEventLoop() {}

    /** On one of the threads that all of the service shares for such work. */
    public static <T> Uni<T> run(Supplier<? extends T> work) {
        return run(work, Infrastructure.getDefaultWorkerPool());
    }

    /** On one of these threads. Fails with {@link ApiError#UNAVAILABLE} if they have no room for it. */
    public static <T> Uni<T> run(Supplier<? extends T> work, Executor threads) {
        return Uni.createFrom()
                .deferred(() -> Uni.createFrom()
                        .<T>item(work)
                        .runSubscriptionOn(threads)
                        .onFailure(RejectedExecutionException.class)
                        .transform(overloaded -> new RefusedException(ApiError.UNAVAILABLE))
                        .emitOn(MutinyHelper.executor(Vertx.currentContext())));
    }
}
