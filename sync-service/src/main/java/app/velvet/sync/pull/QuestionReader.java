package app.velvet.sync.pull;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.time.Timestamps;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Question.ChangesSince;
import app.velvet.sync.pull.Question.Unanswerable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;

/** Reads the parameters of a pull in the order in which the contract checks them. */
final class QuestionReader {

    private static final String START_DATE = "start_date";
    private static final String OPTIONS = "options";
    private static final String CURSOR = "cursor";

    private final Parameters parameters;

    QuestionReader(Parameters parameters) {
        this.parameters = parameters;
    }

    Question read() {
        if (!isGiven(parameters, START_DATE) && !isGiven(parameters, OPTIONS) && !isGiven(parameters, CURSOR)) {
            return new Unanswerable(Reload.unknownParams());
        }
        if (isGiven(parameters, CURSOR) || !namesOnlyClasses()) {
            // We have made no cursor yet.
            return new Unanswerable(Reload.invalidParams());
        }
        if (isGiven(parameters, START_DATE) && startDate(parameters).isEmpty()) {
            return new Unanswerable(Reload.invalidTimestamp());
        }
        return changes();
    }

    private boolean namesOnlyClasses() {
        if (!isGiven(parameters, OPTIONS)) {
            return true;
        }
        return parameters.get(OPTIONS) instanceof Parameters options
                && options.names().stream()
                        .allMatch(name -> FeedClass.find(name).isPresent()
                                && (!isGiven(options, name) || options.get(name) instanceof Parameters));
    }

    /** With options alone only the classes named there are asked for, with a start date all of them. */
    private Question changes() {
        var options = parameters.get(OPTIONS) instanceof Parameters given ? given : Parameters.NONE;
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        for (var feedClass : FeedClass.values()) {
            var startDate = startDateOfClass(options.get(feedClass.wireName()));
            if (startDate.isPresent()) {
                startDates.put(feedClass, startDate.get());
            } else if (options.has(feedClass.wireName())) {
                return new Unanswerable(Reload.invalidTimestampAt(feedClass));
            }
        }
        return new ChangesSince(startDates);
    }

    /** The class's own date overrides that of all classes, also by being unreadable. */
    private Optional<Instant> startDateOfClass(Object option) {
        return startDate(option instanceof Parameters own && isGiven(own, START_DATE) ? own : parameters);
    }

    /** Empty if it is absent or unreadable. */
    private static Optional<Instant> startDate(Parameters level) {
        return level.get(START_DATE) instanceof String text ? Timestamps.parse(text) : Optional.empty();
    }

    /** A blank value clears a parameter, as everywhere. */
    private static boolean isGiven(Parameters level, String name) {
        var value = level.get(name);
        return value != null
                && !(value instanceof String text && text.isBlank())
                && !(value instanceof Parameters below && below.isEmpty());
    }
}
