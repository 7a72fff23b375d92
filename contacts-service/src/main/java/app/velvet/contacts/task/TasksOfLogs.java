package app.velvet.contacts.task;

import app.velvet.api.token.Caller;
import app.velvet.contacts.log.LogMethodView;
import app.velvet.contacts.log.LoggedTask;
import app.velvet.contacts.log.LoggedTasks;
import app.velvet.contacts.task.TaskChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Logs complete tasks, which tell of them. */
@ApplicationScoped
class TasksOfLogs implements LoggedTasks {

    private final TaskRepository tasks;
    private final Clock clock;

    TasksOfLogs(TaskRepository tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Long>> findContactId(long companyId, long taskId) {
        return tasks.findContactId(companyId, taskId);
    }

    @Override
    public Uni<Optional<LoggedTask>> hold(long companyId, long taskId) {
        return tasks.findForUpdate(companyId, taskId).map(found -> found.map(TaskOfLogs::new));
    }

    private final class TaskOfLogs implements LoggedTask {

        private final Task task;
        private final Snapshot before;

        private TaskOfLogs(Task task) {
            this.task = task;
            this.before = Snapshot.of(task);
        }

        @Override
        public long contactId() {
            return task.contactId();
        }

        @Override
        public boolean isVisibleTo(Caller caller) {
            return new TaskAccess(caller).maySee(task);
        }

        @Override
        public void completeBy(LogMethodView log) {
            task.completeBy(log, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }

        @Override
        public void correctBy(LogMethodView log) {
            task.correctBy(log);
        }

        @Override
        public Uni<List<ChangeEvent>> logsChanged(Long actorId) {
            return tasks.withPartsOfNow(task).map(logged -> TaskChanges.since(before, logged, actorId));
        }
    }
}
