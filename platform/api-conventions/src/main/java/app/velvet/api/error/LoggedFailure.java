package app.velvet.api.error;

import java.util.regex.Pattern;

/**
 * A failure as it may stand in a log: its types and places, and its messages without what could be somebody's data or a
 * token. Messages of databases and parsers like to quote what they choked on.
 */
final class LoggedFailure extends RuntimeException {

    private static final String MASK = "***";
    private static final int LONGEST_MESSAGE = 500;
    private static final int DEEPEST_CAUSE = 8;

    /** What is quoted, what PostgreSQL gives as a key's value, JWTs, e-mail addresses, long numbers. */
    private static final Pattern PRIVATE =
            Pattern.compile("\"[^\"]*\"|'[^']*'|=\\([^)]*\\)|eyJ[\\w.-]+|[^\\s@]+@[^\\s@]+|\\+?\\d[\\d()\\s-]{5,}\\d");

    private LoggedFailure(String message, Throwable cause, StackTraceElement[] places) {
        super(message, cause, false, true);
        setStackTrace(places);
    }

    static LoggedFailure of(Throwable failure) {
        return of(failure, DEEPEST_CAUSE);
    }

    private static LoggedFailure of(Throwable failure, int depth) {
        if (failure == null || depth == 0) {
            return null;
        }
        return new LoggedFailure(
                failure.getClass().getName() + ": " + withoutPrivateParts(failure),
                of(failure.getCause(), depth - 1),
                failure.getStackTrace());
    }

    private static String withoutPrivateParts(Throwable failure) {
        var message = failure.getMessage();
        // These two speak of code alone.
        if (message == null || failure instanceof NullPointerException || failure instanceof ClassCastException) {
            return message;
        }
        var beginning = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        return PRIVATE.matcher(beginning).replaceAll(MASK);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
