package app.velvet.contacts.log;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The tasks that logs complete. */
public interface LoggedTasks {

    /** The contact that a task is about; empty if there is no such task. */
    Uni<Optional<Long>> findContactId(long companyId, long taskId);

    /** To be called when the contact is held already. Empty if there is no such task. */
    Uni<Optional<LoggedTask>> hold(long companyId, long taskId);
}
