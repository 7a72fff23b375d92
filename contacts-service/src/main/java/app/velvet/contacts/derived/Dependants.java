package app.velvet.contacts.derived;

import app.velvet.contacts.derived.Origin.Aspect;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The entities of one class that follow what they hang on. */
public interface Dependants {

    /** Their class in the contract. */
    String className();

    /** Whether a change of this aspect of such an origin concerns them. */
    boolean follow(String originClass, Aspect aspect);

    /** Those of these origins that any of them hang on, in id order; all of them where an event's handler changes none. */
    default List<Long> followed(Connection transaction, long companyId, String originClass, Collection<Long> originIds)
            throws SQLException {
        return originIds.stream().sorted().toList();
    }

    /**
     * Brings the next {@code limit} of those that hang on an origin up to date with what it is now, in id order and in the
     * caller's transaction: destroys them if it is gone; else publishes those of which the published form or the audience
     * is another one then. Never counts as an update of theirs. May be repeated.
     *
     * @param afterId the id of the last one that is done; 0 at first
     * @param actorId who changed the origin, or null if no user did
     * @return the id of the last one that is done now; empty if all are
     */
    Uni<Optional<Long>> bringUpToDate(Origin origin, long afterId, int limit, Long actorId);
}
