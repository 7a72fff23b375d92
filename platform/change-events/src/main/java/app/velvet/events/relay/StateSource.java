package app.velvet.events.relay;

import app.velvet.events.ChangeEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * All that a service publishes, as it is now: what it publishes again when its database was restored from a backup. A
 * service has one such bean, as a rule {@link PublishedClasses}.
 */
public interface StateSource {

    /** The classes it publishes; what others refer to first. */
    List<String> classNames();

    /**
     * The current state of the next entities of a class after {@code afterId}, by id, at most {@code limit}; destroyed
     * ones are not among them. Needs no locks: no change of the company commits until {@code transaction} has.
     */
    List<ChangeEvent> state(Connection transaction, long companyId, String className, long afterId, int limit)
            throws SQLException;
}
