package app.velvet.contacts.task;

import app.velvet.contacts.booking.Booking;
import app.velvet.contacts.booking.Bookings;
import app.velvet.contacts.contact.ContactsAtWork;
import app.velvet.contacts.derived.Dependants;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Followed;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.task.TaskChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tasks follow their contact, its name and its end, and the stage of their reservation. */
@ApplicationScoped
class TasksFollowing implements Dependants {

    private final TaskRepository tasks;
    private final ContactsAtWork contacts;
    private final Bookings bookings;
    private final DerivedChanges derived;
    private final Outbox outbox;

    TasksFollowing(
            TaskRepository tasks, ContactsAtWork contacts, Bookings bookings, DerivedChanges derived, Outbox outbox) {
        this.tasks = tasks;
        this.contacts = contacts;
        this.bookings = bookings;
        this.derived = derived;
        this.outbox = outbox;
    }

    @Override
    public String className() {
        return TaskChanges.TASK;
    }

    @Override
    public boolean follow(String originClass, Aspect aspect) {
        return originClass.equals(ContactsAtWork.CLASS_NAME) && aspect != Aspect.AUDIENCE;
    }

    @Override
    public List<Long> followed(Connection transaction, long companyId, String originClass, Collection<Long> originIds)
            throws SQLException {
        var originId = originClass.equals(ContactsAtWork.CLASS_NAME) ? "contact_id" : "reservation_id";
        return Followed.by(transaction, "task", originId, companyId, originIds);
    }

    @Override
    public Uni<Optional<Long>> bringUpToDate(Origin origin, long afterId, int limit, Long actorId) {
        var next = origin.className().equals(ContactsAtWork.CLASS_NAME)
                ? followContact(origin, afterId, limit, actorId)
                : followReservation(origin, afterId, limit, actorId);
        return next.map(done -> done.size() < limit
                ? Optional.empty()
                : Optional.of(done.get(limit - 1).id()));
    }

    private Uni<List<Task>> followContact(Origin contact, long afterId, int limit, Long actorId) {
        return contacts.findName(contact)
                .chain(name -> tasks.nextOfContactForUpdate(contact.companyId(), contact.id(), afterId, limit)
                        .call(next -> name.isPresent()
                                ? follow(next, task -> task.rename(name.get().orElse(null)), actorId)
                                : end(contact.companyId(), next, actorId)));
    }

    private Uni<List<Task>> followReservation(Origin reservation, long afterId, int limit, Long actorId) {
        return bookings.reservations(reservation.companyId(), List.of(reservation.id()))
                .map(found -> Optional.ofNullable(found.get(reservation.id())).map(Booking::stage))
                .chain(stage -> tasks.nextOfReservationForUpdate(
                                reservation.companyId(), reservation.id(), afterId, limit)
                        .call(next ->
                                follow(next, task -> task.reserve(reservation.id(), stage.orElse(null)), actorId)));
    }

    private Uni<Void> follow(List<Task> next, Consumer<Task> change, Long actorId) {
        return outbox.append(next.stream()
                .flatMap(task -> follow(task, change, actorId).stream())
                .toList());
    }

    private static List<ChangeEvent> follow(Task task, Consumer<Task> change, Long actorId) {
        var before = Snapshot.of(task);
        change.accept(task);
        return TaskChanges.since(before, task, actorId);
    }

    private Uni<Void> end(long companyId, List<Task> next, Long actorId) {
        var noted = next.stream()
                .filter(task -> !task.notes().isEmpty())
                .map(Task::id)
                .toList();
        var changes =
                next.stream().map(task -> TaskChanges.destroyed(task, actorId)).toList();
        return tasks.remove(companyId, next)
                .chain(() -> derived.request(companyId, TaskChanges.TASK, noted, Set.of(Aspect.EXISTENCE), actorId))
                .chain(() -> outbox.append(changes));
    }
}
