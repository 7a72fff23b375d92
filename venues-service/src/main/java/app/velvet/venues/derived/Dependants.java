package app.velvet.venues.derived;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The entities of one class that tell of others. */
public interface Dependants {

    /** Their class in the contract. */
    String className();

    /** Whether they tell of things of this class. */
    boolean follow(String originClass);

    /**
     * Publishes those of the next {@code limit} that tell of an origin whose published form or audience is another one than
     * they were last published with, in id order and in the open transaction. Never counts as an update of theirs. May be
     * repeated.
     *
     * @param afterId the id of the last one that is done; 0 at first
     * @return the id of the last one that is done now; empty if all are
     */
    Optional<Long> bringUpToDate(Connection transaction, Origin origin, long afterId, int limit) throws SQLException;
}
