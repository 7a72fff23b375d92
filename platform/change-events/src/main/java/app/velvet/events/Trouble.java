package app.velvet.events;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A failure that is tried again until it passes: said once when it begins and once when it is over, however often it is
 * met in between. Thread-safe.
 */
public final class Trouble {

    private final Logger log;
    private final String begun;
    private final String over;
    private final AtomicBoolean lasts = new AtomicBoolean();

    /**
     * @param begun what is wrong, e.g. {@code Changes of the staff are not heard of}
     * @param over the contrary
     */
    public Trouble(Logger log, String begun, String over) {
        this.log = log;
        this.begun = begun;
        this.over = over;
    }

    public void met(Exception failure) {
        if (lasts.compareAndSet(false, true)) {
            log.warnf("%s: %s", begun, describe(failure));
        } else {
            log.debugf("%s: %s", begun, describe(failure));
        }
    }

    public void over() {
        if (lasts.compareAndSet(true, false)) {
            log.info(over);
        }
    }

    /** Without the messages, which may quote what is stored. */
    private static String describe(Throwable failure) {
        var state = failure instanceof SQLException database ? ", SQLSTATE " + database.getSQLState() : "";
        var described = failure.getClass().getName() + state;
        return failure.getCause() == null ? described : described + " because of " + describe(failure.getCause());
    }
}
