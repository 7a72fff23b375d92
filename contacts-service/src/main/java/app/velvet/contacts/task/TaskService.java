package app.velvet.contacts.task;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.paging.Page;
import app.velvet.api.paging.Paging;
import app.velvet.contacts.booking.Booking;
import app.velvet.contacts.contact.ContactsAtWork;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.log.Result;
import app.velvet.contacts.task.TaskChanges.Snapshot;
import app.velvet.events.outbox.Outbox;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What can be done with tasks. */
@ApplicationScoped
class TaskService {

    private final TaskRepository tasks;
    private final ContactsAtWork contacts;
    private final TaskBookings bookings;
    private final OwnersOfTasks owners;
    private final DerivedChanges derived;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    TaskService(
            TaskRepository tasks,
            ContactsAtWork contacts,
            TaskBookings bookings,
            OwnersOfTasks owners,
            DerivedChanges derived,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.tasks = tasks;
        this.contacts = contacts;
        this.bookings = bookings;
        this.owners = owners;
        this.derived = derived;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<TaskView>> page(TaskAccess access, TaskCriteria criteria, Paging paging) {
        access.requireReading();
        var selection = TaskSelection.of(access, criteria);
        return tasks.count(selection)
                .chain(total -> tasks.page(paging, selection, access.companyId())
                        .map(found -> new Page<>(views(found), total)));
    }

    @WithSession
    Uni<TaskView> get(TaskAccess access, long id) {
        access.requireReading();
        return tasks.find(access.companyId(), id)
                .map(found -> found.filter(access::mayRead).orElseThrow(() -> notFound(id)))
                .map(TaskView::of);
    }

    /** The same for every task; of one that the caller may not read nothing is told. */
    Uni<List<Result>> results(TaskAccess access, long id) {
        return get(access, id).replaceWith(List.of(Result.values()));
    }

    /** One for each contact, in their order; none if one of them is not there. */
    Uni<List<TaskView>> create(TaskAccess access, NewTasks tasksToBe) {
        access.requireReadingContacts();
        access.requireCreating(tasksToBe.task());
        return owners.findNamed(access.companyId(), tasksToBe.task().ownerId())
                .chain(owner -> create(access, tasksToBe, owner));
    }

    Uni<TaskView> update(TaskAccess access, long id, TaskPatch patch) {
        return owners.findNamed(access.companyId(), patch.ownerId().over(null))
                .chain(owner -> update(access, id, patch, owner))
                .call(() -> derived.begin(origin(access, id)));
    }

    /** Emits when the task is gone; its notes go now or soon. */
    Uni<Void> delete(TaskAccess access, long id) {
        return remove(access, id).chain(() -> derived.begin(origin(access, id)));
    }

    @WithTransaction
    Uni<List<TaskView>> create(TaskAccess access, NewTasks tasksToBe, Optional<Long> owner) {
        return idempotency.once(
                access.caller(), () -> created(access, tasksToBe, owner), new TypeReference<List<TaskView>>() {});
    }

    @WithTransaction
    Uni<TaskView> update(TaskAccess access, long id, TaskPatch patch, Optional<Long> owner) {
        return bookings.hold(access.caller(), patch.reservationId().over(null))
                .chain(reservation ->
                        requireForUpdate(access, id).chain(task -> updated(access, task, patch, owner, reservation)));
    }

    @WithTransaction
    Uni<Void> remove(TaskAccess access, long id) {
        return requireForUpdate(access, id).chain(task -> removed(access, task));
    }

    private Uni<List<TaskView>> created(TaskAccess access, NewTasks tasksToBe, Optional<Long> owner) {
        var task = tasksToBe.task();
        if (task.ownerOr(access.userId()) != access.userId()) {
            OwnersOfTasks.require(owner);
        }
        return bookings.hold(access.caller(), task.reservationId())
                .chain(reservation -> contacts.holdNames(access.caller(), tasksToBe.contactIds())
                        .invoke(names -> requireAll(tasksToBe.contactIds(), names))
                        .call(() -> bookings.requireEvent(access.caller(), task.eventId()))
                        .map(names -> tasks(access, tasksToBe, names, reservation)))
                .chain(tasks::add)
                .call(added -> outbox.append(added.stream()
                        .map(one -> TaskChanges.created(one, access.userId()))
                        .toList()))
                .map(TaskService::views);
    }

    private List<Task> tasks(
            TaskAccess access, NewTasks tasksToBe, Map<Long, Optional<String>> names, Optional<Booking> reservation) {
        var now = now();
        var reservationId = tasksToBe.task().reservationId();
        var stage = TaskBookings.requireStage(access.caller(), reservationId, reservation);
        return tasksToBe.contactIds().stream()
                .map(contactId -> {
                    var name = names.get(contactId).orElse(null);
                    var task = new Task(access.companyId(), contactId, name, access.userId(), tasksToBe.task(), now);
                    task.reserve(reservationId, stage);
                    return task;
                })
                .toList();
    }

    private Uni<TaskView> updated(
            TaskAccess access, Task task, TaskPatch patch, Optional<Long> owner, Optional<Booking> reservation) {
        var before = Snapshot.of(task);
        var newOwnerId = patch.ownerId().over(task.ownerId());
        if (newOwnerId != task.ownerId()) {
            access.requireGiving(task, newOwnerId);
            OwnersOfTasks.require(owner);
        }
        return requireEvent(access, task, patch)
                .invoke(() -> reserve(access, task, patch, reservation))
                .invoke(() -> task.apply(patch, now()))
                .chain(() -> derived.request(task.origin(), changed(before, task), access.userId()))
                .chain(() -> outbox.append(TaskChanges.since(before, task, access.userId())))
                .replaceWith(() -> TaskView.of(task));
    }

    private Uni<Void> requireEvent(TaskAccess access, Task task, TaskPatch patch) {
        var eventId = patch.eventId().over(task.eventId());
        return Objects.equals(eventId, task.eventId())
                ? Uni.createFrom().voidItem()
                : bookings.requireEvent(access.caller(), eventId);
    }

    /** What stays is not asked for again: it may have been removed, or be out of the caller's sight. */
    private static void reserve(TaskAccess access, Task task, TaskPatch patch, Optional<Booking> held) {
        var reservationId = patch.reservationId().over(task.reservationId());
        if (!Objects.equals(reservationId, task.reservationId())) {
            task.reserve(reservationId, TaskBookings.requireStage(access.caller(), reservationId, held));
        }
    }

    private Uni<Void> removed(TaskAccess access, Task task) {
        return tasks.remove(access.companyId(), List.of(task))
                .chain(() -> derived.request(task.origin(), Set.of(Aspect.EXISTENCE), access.userId()))
                .chain(() -> outbox.append(TaskChanges.destroyed(task, access.userId())));
    }

    private Uni<Task> requireForUpdate(TaskAccess access, long id) {
        return tasks.findForUpdate(access.companyId(), id)
                .map(found -> found.filter(access::maySee).orElseThrow(() -> notFound(id)))
                .invoke(access::requireChanging);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Set<Aspect> changed(Snapshot before, Task task) {
        return task.audience().equals(before.audience()) ? Set.of() : Set.of(Aspect.AUDIENCE);
    }

    private static void requireAll(List<Long> contactIds, Map<Long, ?> known) {
        contactIds.stream().filter(id -> !known.containsKey(id)).findFirst().ifPresent(id -> {
            throw new RefusedException(TaskError.CONTACT_NOT_FOUND, id);
        });
    }

    private static Origin origin(TaskAccess access, long id) {
        return new Origin(access.companyId(), TaskChanges.TASK, id);
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(TaskError.NOT_FOUND, id);
    }

    private static List<TaskView> views(List<Task> found) {
        return found.stream().map(TaskView::of).toList();
    }
}
