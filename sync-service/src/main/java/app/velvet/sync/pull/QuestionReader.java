package app.velvet.sync.pull;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.time.Timestamps;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Question.Changes;
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
    private final long companyId;
    /** That of all classes. */
    private final Optional<Instant> startDate;

    QuestionReader(Parameters parameters, long companyId) {
        this.parameters = parameters;
        this.companyId = companyId;
        this.startDate = startDate(parameters);
    }

    Question read() {
        if (!isGiven(parameters, START_DATE) && !isGiven(parameters, OPTIONS) && !isGiven(parameters, CURSOR)) {
            return new Unanswerable(Reload.unknownParams());
        }
        var cursor = cursor();
        if (isGiven(parameters, CURSOR) && cursor.isEmpty() || !namesOnlyClasses()) {
            return new Unanswerable(Reload.invalidParams());
        }
        if (isGiven(parameters, START_DATE) && startDate.isEmpty()) {
            return new Unanswerable(Reload.invalidTimestamp());
        }
        return changes(cursor);
    }

    /** Empty if it is absent or none of ours. */
    private Optional<Cursor> cursor() {
        return parameters.get(CURSOR) instanceof String text
                ? CursorFormat.read(text.strip(), companyId)
                : Optional.empty();
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

    /**
     * With options alone only the classes named there are asked for, with a start date all of them. A cursor takes the place
     * of the start date, also of one that is given beside it.
     */
    private Question changes(Optional<Cursor> cursor) {
        var options = parameters.get(OPTIONS) instanceof Parameters given ? given : Parameters.NONE;
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        for (var feedClass : FeedClass.values()) {
            var option = options.get(feedClass.wireName());
            if (cursor.isPresent() && !hasStartDate(option)) {
                continue;
            }
            var startDate = startDateOfClass(option);
            if (startDate.isPresent()) {
                startDates.put(feedClass, startDate.get());
            } else if (options.has(feedClass.wireName())) {
                return new Unanswerable(Reload.invalidTimestampAt(feedClass));
            }
        }
        return new Changes(cursor, startDates);
    }

    private static boolean hasStartDate(Object option) {
        return option instanceof Parameters own && isGiven(own, START_DATE);
    }

    /** The class's own date overrides that of all classes, also by being unreadable. */
    private Optional<Instant> startDateOfClass(Object option) {
        return hasStartDate(option) ? startDate((Parameters) option) : startDate;
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
