package app.velvet.events.consumer;

import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Which failures are worth another try. */
final class Failures {

    /** What can be expected of another try with the same change. */
    enum Prospect {
        /** It fails again, whatever else happens. */
        NONE,
        /** It depends on what else the database holds, which as a rule does not change. */
        DOUBTFUL,
        /** Once the database or the broker is well again, it succeeds. */
        GOOD
    }

    /** <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Class 22</a>: data exception. */
    private static final String DATA_EXCEPTION = "22";

    /** Not null and check: unlike those of a unique or a foreign key, these depend on the row alone. */
    private static final Set<String> REFUSED_VALUES = Set.of("23502", "23514");

    /**
     * Cardinality and integrity constraint violations, a view's check option, program limits (a value too long for its
     * index) and what a trigger raises.
     */
    private static final Set<String> DOUBTFUL_CLASSES = Set.of("21", "23", "44", "54", "P0");

    private static final int CLASS_LENGTH = 2;

    private Failures() {}

    static Prospect prospect(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return prospect(database.getSQLState());
            }
            if (cause instanceof KafkaException) {
                return Prospect.GOOD;
            }
        }
        return Prospect.NONE;
    }

    private static Prospect prospect(String sqlState) {
        if (sqlState == null || sqlState.length() < CLASS_LENGTH) {
            return Prospect.GOOD;
        }
        var sqlClass = sqlState.substring(0, CLASS_LENGTH);
        if (sqlClass.equals(DATA_EXCEPTION) || REFUSED_VALUES.contains(sqlState)) {
            return Prospect.NONE;
        }
        return DOUBTFUL_CLASSES.contains(sqlClass) ? Prospect.DOUBTFUL : Prospect.GOOD;
    }

    /** What failed, without the message, which may quote what is stored. */
    static String describe(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return "The database refuses its data: SQLSTATE " + database.getSQLState();
            }
        }
        return "The handler fails with " + failure.getClass().getName();
    }

    /** The same for a log: where and what, without the message. */
    static Throwable withoutMessage(Exception failure) {
        var state = failure instanceof SQLException database ? ", SQLSTATE " + database.getSQLState() : "";
        var stripped = new Exception(failure.getClass().getName() + state);
        stripped.setStackTrace(failure.getStackTrace());
        return stripped;
    }
}
