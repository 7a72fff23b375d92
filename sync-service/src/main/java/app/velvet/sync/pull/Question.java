package app.velvet.sync.pull;

import app.velvet.api.parameters.Parameters;
import app.velvet.sync.feed.FeedClass;
import java.time.Instant;
import java.util.Map;

/** What a pull asks for. */
sealed interface Question {

    /** @param startDates the time from which on each asked class is asked for; not empty */
    record ChangesSince(Map<FeedClass, Instant> startDates) implements Question {}

    /** Nothing that can be answered. */
    record Unanswerable(Reload reload) implements Question {}

    static Question of(Parameters parameters) {
        return new QuestionReader(parameters).read();
    }
}
