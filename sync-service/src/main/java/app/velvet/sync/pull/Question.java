package app.velvet.sync.pull;

import app.velvet.api.parameters.Parameters;
import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a pull asks for. */
sealed interface Question {

    /**
     * Each asked class from a time on; with a cursor, all that it follows from there on, but the classes of
     * {@code startDates} from their own times. One of them is not empty.
     */
    record Changes(Optional<Cursor> cursor, Map<FeedClass, Instant> startDates) implements Question {}

    /** Nothing that can be answered. */
    record Unanswerable(Reload reload) implements Question {}

    /** @param companyId the asking company, whose cursors are read */
    static Question of(Parameters parameters, long companyId) {
        return new QuestionReader(parameters, companyId).read();
    }
}
