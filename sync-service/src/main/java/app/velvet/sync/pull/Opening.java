package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** How an answer begins, nothing of it being written yet. */
sealed interface Opening {

    /** To whom. */
    Caller caller();

    /** At what moment of the feed. */
    ReaderState reader();

    /** Keeps how an answer begins, or why none does, with its request, which is answered later. */
    static void keep(Uni<Opening> opening, RoutingContext request) {
        request.put(Opening.class.getName(), opening);
    }

    /** What was kept. */
    static Optional<Uni<Opening>> kept(RoutingContext request) {
        return Optional.ofNullable(request.get(Opening.class.getName()));
    }

    /** The client has to load everything. */
    record Reloading(Caller caller, ReaderState reader, Reload reload) implements Opening {}

    /**
     * Changes.
     *
     * @param paged whether it may stop before the end of the window
     */
    record Telling(Caller caller, ReaderState reader, Window window, boolean paged, ActivityLog log)
            implements Opening {

        /** That there are none, known without having read any. */
        static Telling nothing(Caller caller, ReaderState reader, Window window, boolean paged) {
            return new Telling(caller, reader, window, paged, ActivityLog.empty(window.begin()));
        }

        boolean isEmpty() {
            return log.firstSize() == 0;
        }
    }
}
