package app.velvet.contacts.log;

import app.velvet.api.token.Caller;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A task that nobody else changes until the end of the transaction. */
public interface LoggedTask {

    long contactId();

    boolean isVisibleTo(Caller caller);

    /** Completes it, unless it is complete: then another log, or none, has. */
    void completeBy(LogMethodView log);

    /** Takes over what the log says, if it is the one that completed it. */
    void correctBy(LogMethodView log);

    /** What is to be published of it, because it or its logs have changed; they must be flushed. */
    Uni<List<ChangeEvent>> logsChanged(Long actorId);
}
