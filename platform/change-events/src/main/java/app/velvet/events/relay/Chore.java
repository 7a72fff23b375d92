package app.velvet.events.relay;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Something a relay does again and again. That it fails is said once, and once that it succeeds again. */
final class Chore {

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(Chore.class);

    private final String what;
    private final BooleanSupplier failuresExpected;
    private final Work work;
    private boolean failing;

    /**
     * @param what the relay cannot do if this fails
     * @param failuresExpected while this holds nothing is said
     */
    Chore(String what, BooleanSupplier failuresExpected, Work work) {
        this.what = what;
        this.failuresExpected = failuresExpected;
        this.work = work;
    }

    /** Fails with errors only. */
    void attempt() {
        try {
            work.run();
            if (failing) {
                LOG.infof("The relay can %s again", what);
            }
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (failing || failuresExpected.getAsBoolean()) {
                LOG.debugf(e, "The relay cannot %s", what);
            } else {
                LOG.warnf("The relay cannot %s now and keeps trying: %s", what, e);
            }
            failing = true;
        }
    }
}
