package app.velvet.events.consumer;

import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Which failures are worth another try. */
final class Failures {

    /** <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Class 22</a>: data exception. */
    private static final String DATA_EXCEPTION = "22";

    private static final Set<String> REFUSED_VALUES = Set.of("23502", "23514");

    private Failures() {}

    /**
     * Whether the database refuses the values themselves, whatever else it holds: not those of a unique or foreign key, which
     * depend on other rows.
     */
    static boolean areOfTheData(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith(DATA_EXCEPTION) || REFUSED_VALUES.contains(state));
    }

    /** Whether a database or a broker out of reach is behind it. */
    static boolean mayPass(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return !areOfTheData(database);
            }
            if (cause instanceof KafkaException) {
                return true;
            }
        }
        return false;
    }

    /** The same for a log: where and what, without the message, which may quote what is stored. */
    static Throwable withoutMessage(Exception failure) {
        var state = failure instanceof SQLException database ? ", SQLSTATE " + database.getSQLState() : "";
        var stripped = new Exception(failure.getClass().getName() + state);
        stripped.setStackTrace(failure.getStackTrace());
        return stripped;
    }
}
