package app.velvet.venues.turn;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets those who want to change one thing at once do so one at a time, so that the others wait without a connection to the
 * database and without its lock. Between replicas only the database decides.
 */
@ApplicationScoped
public class Turns {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Does the work when it is its turn. Fails with {@link ApiError#UNAVAILABLE} if that takes too long; the work is then not
     * done.
     *
     * @param thing what is changed, the same for all who change it
     */
    public <T> Uni<T> take(String thing, Supplier<Uni<T>> work) {
        return take(thing, PATIENCE, work);
    }

    /** The same for work that takes its time. */
    public <T> Uni<T> take(String thing, Duration patience, Supplier<Uni<T>> work) {
        return vertx.sharedData()
                .getLocalLockWithTimeout(thing, patience.toMillis())
                .onFailure()
                .transform(late -> new RefusedException(ApiError.UNAVAILABLE))
                .chain(turn -> Uni.createFrom().deferred(work::get).eventually(turn::release));
    }
}
