package app.velvet.contacts.task;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.List;
import java.util.Set;

/** What changes of a task are published: wherever what it says or who may see it has become different. */
final class TaskChanges {

    static final String TASK = "Task";

    private TaskChanges() {}

    /** A task as others know it at one moment, taken before and after a change. */
    record Snapshot(TaskView view, Set<Audience> audience) {

        static Snapshot of(Task task) {
            return new Snapshot(TaskView.of(task), task.audience());
        }
    }

    static ChangeEvent created(Task task, Long actorId) {
        return change(task, Action.CREATE, actorId);
    }

    static List<ChangeEvent> since(Snapshot before, Task task, Long actorId) {
        return Snapshot.of(task).equals(before) ? List.of() : List.of(change(task, Action.UPDATE, actorId));
    }

    static ChangeEvent destroyed(Task task, Long actorId) {
        return change(task, Action.DESTROY, actorId);
    }

    static ChangeEvent current(long companyId, TaskView task) {
        var audience = TaskAudience.of(task.venueId(), task.userId(), task.ownerId());
        return new ChangeEvent(companyId, TASK, task.id(), Action.UPDATE, task, audience, null);
    }

    private static ChangeEvent change(Task task, Action action, Long actorId) {
        var data = action == Action.DESTROY ? null : TaskView.of(task);
        return new ChangeEvent(task.companyId(), TASK, task.id(), action, data, task.audience(), actorId);
    }
}
