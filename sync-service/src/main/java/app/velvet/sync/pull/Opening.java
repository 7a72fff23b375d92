package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import java.util.List;

/** How an answer begins, nothing of it being written yet. */
sealed interface Opening {

    /** To whom. */
    Caller caller();

    /** At what moment of the feed. */
    ReaderState reader();

    /** The client has to load everything. */
    record Reloading(Caller caller, ReaderState reader, Reload reload) implements Opening {}

    /**
     * Changes.
     *
     * @param paged whether it may stop before the end of the window
     * @param first what of {@code log} was read
     */
    record Telling(
            Caller caller, ReaderState reader, Window window, boolean paged, ActivityLog log, List<Element> first)
            implements Opening {

        /** That there are none, known without having read any. */
        static Telling nothing(Caller caller, ReaderState reader, Window window, boolean paged) {
            return new Telling(caller, reader, window, paged, ActivityLog.empty(window.begin()), List.of());
        }

        boolean isEmpty() {
            return first.isEmpty();
        }
    }
}
