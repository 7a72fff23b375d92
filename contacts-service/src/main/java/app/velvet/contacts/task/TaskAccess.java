package app.velvet.contacts.task;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.permission.Scopes;
import app.velvet.api.token.Caller;

/** What one caller may see of tasks and do with them. His own he may change without any permission. */
record TaskAccess(Caller caller) {

    long companyId() {
        return caller.companyId();
    }

    long userId() {
        return caller.userId();
    }

    Scopes reading() {
        return caller.reach(Right.READ_TASKS);
    }

    boolean mayRead(Task task) {
        return caller.may(Right.READ_TASKS, task.audience());
    }

    /** Whether he may know that there is such a task. */
    boolean maySee(Task task) {
        return task.isOf(caller.userId()) || mayRead(task);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no task that he could read */
    void requireReading() {
        caller.require(Right.READ_TASKS);
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} if there is no contact that a task of his could be about */
    void requireReadingContacts() {
        caller.require(Right.READ_CONTACTS);
    }

    /**
     * A task for somebody else takes more than one for oneself.
     *
     * @throws RefusedException {@link ApiError#NOT_PERMITTED}
     */
    void requireCreating(NewTask task) {
        var ownerId = task.ownerOr(caller.userId());
        if (ownerId != caller.userId()) {
            caller.require(Right.CHANGE_TASKS, TaskAudience.of(task.venueId(), caller.userId(), ownerId));
        }
    }

    /**
     * So does giving a task to somebody else than oneself.
     *
     * @throws RefusedException {@link ApiError#NOT_PERMITTED}
     */
    void requireGiving(Task task, long newOwnerId) {
        if (newOwnerId != caller.userId()) {
            caller.require(Right.CHANGE_TASKS, TaskAudience.of(task.venueId(), task.userId(), newOwnerId));
        }
    }

    /** @throws RefusedException {@link ApiError#NOT_PERMITTED} */
    void requireChanging(Task task) {
        if (!task.isOf(caller.userId())) {
            caller.require(Right.CHANGE_TASKS, task.audience());
        }
    }
}
