package app.velvet.contacts.task;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.note.NoteSubject;
import app.velvet.contacts.note.Noted;
import app.velvet.contacts.note.NotedThing;
import app.velvet.contacts.task.TaskChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes are about tasks, which tell of them. */
@ApplicationScoped
class NotedTasks implements Noted {

    private final TaskRepository tasks;

    NotedTasks(TaskRepository tasks) {
        this.tasks = tasks;
    }

    @Override
    public NoteSubject subject() {
        return NoteSubject.TASK;
    }

    @Override
    public Uni<Optional<NotedThing>> find(long companyId, long id) {
        return tasks.find(companyId, id).map(found -> found.map(NotedTask::new));
    }

    @Override
    public Uni<Optional<NotedThing>> hold(long companyId, long id) {
        return tasks.findForUpdate(companyId, id).map(found -> found.map(NotedTask::new));
    }

    private final class NotedTask implements NotedThing {

        private final Task task;
        private final Snapshot before;

        private NotedTask(Task task) {
            this.task = task;
            this.before = Snapshot.of(task);
        }

        @Override
        public Set<Audience> audience() {
            return task.audience();
        }

        @Override
        public String eventName() {
            return null;
        }

        @Override
        public Uni<List<ChangeEvent>> notesChanged(Long actorId) {
            return tasks.withPartsOfNow(task).map(noted -> TaskChanges.since(before, noted, actorId));
        }
    }
}
