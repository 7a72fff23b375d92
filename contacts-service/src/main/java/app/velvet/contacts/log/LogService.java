package app.velvet.contacts.log;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.paging.Page;
import app.velvet.api.paging.Paging;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ContactsAtWork;
import app.velvet.contacts.contact.HeldContact;
import app.velvet.contacts.log.LogChanges.Snapshot;
import app.velvet.contacts.log.LogRepository.Place;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What can be done with logs. Whoever changes one holds its contact, then its task, then the log itself: the contact tells
 * when the latest was, and the task of all of them.
 */
@ApplicationScoped
class LogService {

    private final LogRepository logs;
    private final ContactsAtWork contacts;
    private final LoggedTasks tasks;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    LogService(
            LogRepository logs,
            ContactsAtWork contacts,
            LoggedTasks tasks,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.logs = logs;
        this.contacts = contacts;
        this.tasks = tasks;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<LogMethodView>> page(Caller caller, LogCriteria criteria, Paging paging) {
        caller.require(Right.READ_CONTACTS);
        var selection = LogSelection.of(caller, criteria);
        return logs.count(selection)
                .chain(total -> logs.page(paging, selection)
                        .map(found ->
                                new Page<>(found.stream().map(LogMethodView::of).toList(), total)));
    }

    @WithTransaction
    Uni<LogMethodView> create(Caller caller, NewLog log) {
        caller.require(Right.READ_CONTACTS);
        return idempotency.once(caller, () -> created(caller, log), LogMethodView.class);
    }

    @WithTransaction
    Uni<LogMethodView> update(Caller caller, long id, UnaryOperator<LogDetails> details) {
        caller.require(Right.READ_CONTACTS);
        return logs.findPlace(caller.companyId(), id)
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(place -> hold(caller, place))
                .chain(held -> logs.findForUpdate(caller.companyId(), id)
                        .map(found -> requireVisible(caller, found, id))
                        .invoke(log -> requireChanging(caller, log))
                        .chain(log -> updated(caller, held, log, details)));
    }

    private Uni<LogMethodView> created(Caller caller, NewLog newLog) {
        return place(caller, newLog)
                .chain(place -> hold(caller, place)
                        .invoke(held -> requireVisible(caller, held, place))
                        .chain(held -> created(caller, held, newLog)));
    }

    private Uni<LogMethodView> created(Caller caller, Held held, NewLog newLog) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var details = newLog.details().apply(LogDetails.reportedAt(now));
        var contact = held.contact().orElseThrow();
        var log = new LogMethod(caller.companyId(), contact.id(), newLog.taskId(), caller.userId(), details, now);
        log.follow(contact.audience());
        return logs.add(log)
                .invoke(() -> held.task().ifPresent(task -> task.completeBy(LogMethodView.of(log))))
                .chain(() -> publish(List.of(LogChanges.created(log, caller.userId())), held, caller))
                .replaceWith(() -> LogMethodView.of(log));
    }

    private Uni<LogMethodView> updated(Caller caller, Held held, LogMethod log, UnaryOperator<LogDetails> details) {
        var before = Snapshot.of(log);
        log.report(details.apply(log.details()));
        if (Snapshot.of(log).equals(before)) {
            return Uni.createFrom().item(before.view());
        }
        log.touch(clock.instant());
        held.task().ifPresent(task -> task.correctBy(LogMethodView.of(log)));
        return publish(LogChanges.since(before, log, caller.userId()), held, caller)
                .replaceWith(() -> LogMethodView.of(log));
    }

    /** The log, and what changes of its contact and its task. */
    private Uni<Void> publish(List<ChangeEvent> ofLog, Held held, Caller caller) {
        var changes = new ArrayList<>(ofLog);
        return Panache.getSession()
                .chain(Mutiny.Session::flush)
                .chain(() -> contactChanges(held, caller).invoke(changes::addAll))
                .chain(() -> taskChanges(held, caller).invoke(changes::addAll))
                .chain(() -> outbox.append(changes));
    }

    private Uni<List<ChangeEvent>> contactChanges(Held held, Caller caller) {
        return held.contact()
                .map(contact -> logs.latest(caller.companyId(), contact.id())
                        .chain(latest -> contact.lastLoggedAt(latest, caller.userId())))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Uni<List<ChangeEvent>> taskChanges(Held held, Caller caller) {
        return held.task()
                .map(task -> task.logsChanged(caller.userId()))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    /** The contact and the task that a log belongs to, as far as they are there. */
    private record Held(Optional<HeldContact> contact, Optional<LoggedTask> task) {}

    private Uni<Held> hold(Caller caller, Place place) {
        return contacts.hold(caller.companyId(), place.contactId())
                .chain(contact -> place.taskId() == null
                        ? Uni.createFrom().item(new Held(contact, Optional.empty()))
                        : tasks.hold(caller.companyId(), place.taskId()).map(task -> new Held(contact, task)));
    }

    private Uni<Place> place(Caller caller, NewLog log) {
        if (log.contactId() != null) {
            return Uni.createFrom().item(new Place(log.contactId(), log.taskId()));
        }
        return tasks.findContactId(caller.companyId(), log.taskId())
                .map(found -> found.orElseThrow(() -> new RefusedException(LogError.TASK_NOT_FOUND, log.taskId())))
                .map(contactId -> new Place(contactId, log.taskId()));
    }

    private static void requireVisible(Caller caller, Held held, Place place) {
        // The task first: of one that the caller may not see, not even its contact is told.
        if (place.taskId() != null) {
            var task = held.task()
                    .filter(one -> one.isVisibleTo(caller))
                    .orElseThrow(() -> new RefusedException(LogError.TASK_NOT_FOUND, place.taskId()));
            if (task.contactId() != place.contactId()) {
                throw new InvalidFieldsException("task_id", "is invalid");
            }
        }
        if (held.contact().filter(contact -> mayRead(caller, contact)).isEmpty()) {
            throw new RefusedException(LogError.CONTACT_NOT_FOUND, place.contactId());
        }
    }

    private static LogMethod requireVisible(Caller caller, Optional<LogMethod> found, long id) {
        return found.filter(log -> caller.may(Right.READ_CONTACTS, log.audience()))
                .orElseThrow(() -> notFound(id));
    }

    private static void requireChanging(Caller caller, LogMethod log) {
        if (log.userId() != caller.userId()) {
            caller.require(Right.CHANGE_CONTACTS, log.audience());
        }
    }

    private static boolean mayRead(Caller caller, HeldContact contact) {
        return caller.may(Right.READ_CONTACTS, contact.audience());
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(LogError.NOT_FOUND, id);
    }
}
