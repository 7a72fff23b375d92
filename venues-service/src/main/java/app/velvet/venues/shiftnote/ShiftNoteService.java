package app.velvet.venues.shiftnote;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.EventError;
import app.velvet.venues.event.EventOverview;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What can be done with shift notes. Whoever changes one holds its event first, which a note does not outlive. */
@ApplicationScoped
class ShiftNoteService {

    private final ShiftNoteRepository notes;
    private final EventDirectory events;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    ShiftNoteService(
            ShiftNoteRepository notes, EventDirectory events, Outbox outbox, Idempotency idempotency, Clock clock) {
        this.notes = notes;
        this.events = events;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The next {@code limit} in id order; see {@link ShiftNoteRepository#after}. */
    @WithSession
    Uni<List<ShiftNoteView>> after(long id, int limit, Caller caller, Long eventId) {
        caller.require(Right.READ_EVENTS);
        return notes.after(id, limit, caller, eventId)
                .map(found -> found.stream().map(ShiftNoteView::of).toList());
    }

    @WithSession
    Uni<ShiftNoteView> get(Caller caller, long id) {
        caller.require(Right.READ_EVENTS);
        return notes.find(caller.companyId(), id)
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .call(note ->
                        events.find(caller, note.eventId()).invoke(event -> event.orElseThrow(() -> notFound(id))))
                .map(ShiftNoteView::of);
    }

    @WithTransaction
    Uni<ShiftNoteView> create(Caller caller, NewShiftNote note) {
        caller.require(Right.READ_EVENTS);
        return idempotency.once(caller, () -> created(caller, note), ShiftNoteView.class);
    }

    @WithTransaction
    Uni<ShiftNoteView> update(Caller caller, long id, ShiftNotePatch patch) {
        return requireForChange(caller, id)
                .chain(held ->
                        requireTarget(caller, held, patch).chain(event -> updated(caller, held.note(), event, patch)));
    }

    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        return requireForChange(caller, id)
                .call(held -> notes.removeAll(caller.companyId(), List.of(held.note())))
                .chain(held -> publish(Action.DESTROY, ShiftNoteView.of(held.note()), held.event(), caller));
    }

    private Uni<ShiftNoteView> created(Caller caller, NewShiftNote newNote) {
        return requireEvent(caller, newNote.eventId())
                .chain(event -> notes.add(
                                new EventShiftNote(caller.companyId(), newNote, caller.userId(), clock.instant()))
                        .map(ShiftNoteView::of)
                        .call(view -> publish(Action.CREATE, view, event, caller)));
    }

    private Uni<ShiftNoteView> updated(Caller caller, EventShiftNote note, EventOverview event, ShiftNotePatch patch) {
        var before = ShiftNoteView.of(note);
        note.apply(patch);
        var after = ShiftNoteView.of(note);
        return after.equals(before)
                ? Uni.createFrom().item(after)
                : publish(Action.UPDATE, after, event, caller).replaceWith(after);
    }

    /** @param event which the note is of, locked before it */
    private record Held(EventShiftNote note, EventOverview event) {}

    private Uni<Held> requireForChange(Caller caller, long id) {
        caller.require(Right.READ_EVENTS);
        return notes.eventOf(caller.companyId(), id)
                .map(found -> found.orElseThrow(() -> notFound(id)))
                .chain(eventId -> lock(caller, id, eventId))
                .invoke(held -> requireChanging(caller, held.note(), held.event()));
    }

    /** Whoever was faster may have moved it to another event. */
    private Uni<Held> lock(Caller caller, long id, long eventId) {
        return events.findForUse(caller, eventId)
                .map(event -> event.orElseThrow(() -> notFound(id)))
                .chain(event -> notes.findForUpdate(caller.companyId(), id)
                        .map(found -> found.orElseThrow(() -> notFound(id)))
                        .chain(note -> note.eventId() == eventId
                                ? Uni.createFrom().item(new Held(note, event))
                                : lock(caller, id, note.eventId())));
    }

    /** The event that the note is of from now on. */
    private Uni<EventOverview> requireTarget(Caller caller, Held held, ShiftNotePatch patch) {
        long target = patch.eventId().over(held.event().id());
        return target == held.event().id()
                ? Uni.createFrom().item(held.event())
                : requireEvent(caller, target).invoke(event -> requireChanging(caller, held.note(), event));
    }

    private Uni<EventOverview> requireEvent(Caller caller, long id) {
        return events.findForUse(caller, id)
                .map(found -> found.orElseThrow(() -> new RefusedException(EventError.NOT_FOUND, id)));
    }

    private static void requireChanging(Caller caller, EventShiftNote note, EventOverview event) {
        if (note.userId() != caller.userId()) {
            caller.require(Right.CHANGE_EVENTS, VenueDirectory.audience(event.venueId()));
        }
    }

    private Uni<Void> publish(Action action, ShiftNoteView note, EventOverview event, Caller caller) {
        return outbox.append(ShiftNoteChanges.of(action, note, event.venueId(), caller.companyId(), caller.userId()));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(ShiftNoteError.NOT_FOUND, id);
    }
}
