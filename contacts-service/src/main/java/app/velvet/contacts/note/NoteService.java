package app.velvet.contacts.note;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.paging.Page;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.contacts.note.NoteChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What can be done with notes. Whoever changes a note holds what it is about first: that tells of its notes, and a note does
 * not outlive it.
 */
@ApplicationScoped
class NoteService {

    private final NoteRepository notes;
    private final NotedThings things;
    private final StaffMembers staff;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    NoteService(
            NoteRepository notes,
            NotedThings things,
            StaffMembers staff,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.notes = notes;
        this.things = things;
        this.staff = staff;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<NoteView>> page(NoteAccess access, NoteCriteria criteria, Paging paging) {
        criteria.about().ifPresentOrElse(about -> access.requireReading(about.subject()), access::requireReading);
        var selection = NoteSelection.of(access, criteria);
        return notes.count(selection)
                .chain(total -> notes.page(paging, selection)
                        .map(found ->
                                new Page<>(found.stream().map(access::view).toList(), total)));
    }

    @WithSession
    Uni<NoteView> get(NoteAccess access, long id) {
        access.requireReading();
        return notes.find(access.companyId(), id)
                .map(found -> requireVisible(access, found, id))
                .map(access::view);
    }

    @WithTransaction
    Uni<NoteView> create(NoteAccess access, NewNote note) {
        access.requireReading(note.about().subject());
        return idempotency.once(access.caller(), () -> created(access, note), NoteView.class);
    }

    Uni<NoteView> update(NoteAccess access, long id, NotePatch patch) {
        access.requireReading();
        return newAuthor(access, patch.userId()).chain(author -> unlessMoved(() -> update(access, id, patch, author)));
    }

    Uni<Void> delete(NoteAccess access, long id) {
        access.requireReading();
        return unlessMoved(() -> remove(access, id));
    }

    @WithTransaction
    Uni<Void> remove(NoteAccess access, long id) {
        return lock(access, id, List.of())
                .invoke(held -> access.requireChanging(held.note()))
                .chain(held -> deleted(access, held));
    }

    @WithTransaction
    Uni<NoteView> update(NoteAccess access, long id, NotePatch patch, Optional<StaffMember> author) {
        return lock(access, id, patch.about().stream().toList())
                .invoke(held -> access.requireChanging(held.note()))
                .chain(held -> updated(access, held, patch, author));
    }

    private Uni<NoteView> created(NoteAccess access, NewNote newNote) {
        return things.hold(access.companyId(), List.of(newNote.about()))
                .map(held -> requireVisible(access, held, newNote.about()))
                .chain(thing -> {
                    var note = new Note(access.companyId(), access.caller().userId(), newNote.text(), clock.instant());
                    note.moveTo(newNote.about());
                    note.follow(thing);
                    return notes.add(note)
                            .call(() ->
                                    publish(List.of(NoteChanges.created(note, note.userId())), List.of(thing), access));
                })
                .map(access::view);
    }

    private Uni<NoteView> updated(NoteAccess access, Held held, NotePatch patch, Optional<StaffMember> author) {
        var note = held.note();
        var before = Snapshot.of(note);
        var about = newAbout(note, patch);
        var thing =
                about.equals(note.about()) ? held.things().get(about) : requireVisible(access, held.things(), about);
        note.write(patch.text().over(note.text()));
        attribute(access, held, patch.userId(), author);
        note.moveTo(about);
        note.follow(thing);
        if (Snapshot.of(note).equals(before)) {
            return Uni.createFrom().item(access.view(note));
        }
        note.touch(clock.instant());
        return publish(
                        NoteChanges.since(before, note, access.caller().userId()),
                        held.things().values(),
                        access)
                .replaceWith(() -> access.view(note));
    }

    private Uni<Void> deleted(NoteAccess access, Held held) {
        return notes.remove(access.companyId(), List.of(held.note()))
                .chain(() -> publish(
                        List.of(NoteChanges.destroyed(
                                held.note(), access.caller().userId())),
                        held.things().values(),
                        access));
    }

    /** The note, and what changes of the things that tell of it. */
    private Uni<Void> publish(List<ChangeEvent> ofNote, Collection<NotedThing> noted, NoteAccess access) {
        var changes = new ArrayList<>(ofNote);
        return Panache.getSession()
                .chain(Mutiny.Session::flush)
                .chain(() -> Multi.createFrom()
                        .iterable(noted)
                        .call(thing ->
                                thing.notesChanged(access.caller().userId()).invoke(changes::addAll))
                        .collect()
                        .last())
                .chain(() -> outbox.append(changes));
    }

    /** A note, locked, and what it is about and may become about, held before it. */
    private record Held(Note note, Map<About, NotedThing> things) {}

    private Uni<Held> lock(NoteAccess access, long id, List<About> others) {
        return notes.findAbout(access.companyId(), id)
                .map(about -> about.orElseThrow(() -> notFound(id)))
                .chain(about -> lock(access, id, others, about));
    }

    private Uni<Held> lock(NoteAccess access, long id, List<About> others, About about) {
        var wanted = Stream.concat(Stream.of(about), others.stream()).toList();
        return things.hold(access.companyId(), wanted)
                .chain(held -> notes.findForUpdate(access.companyId(), id)
                        .map(found -> requireVisible(access, found, id))
                        .map(note -> held(note, about, held)));
    }

    /** A note that has moved is locked before what it is about now: its transaction begins anew, to lock that first. */
    private static <T> Uni<T> unlessMoved(Supplier<Uni<? extends T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction)
                .onFailure(NoteMovedException.class)
                .retry()
                .indefinitely();
    }

    /** A note about what is gone goes, too, in a moment. */
    private static Held held(Note note, About about, Map<About, NotedThing> things) {
        if (!note.about().equals(about)) {
            throw new NoteMovedException();
        }
        if (!things.containsKey(note.about())) {
            throw notFound(note.id());
        }
        return new Held(note, things);
    }

    /** Who is named as the author; to be asked before the transaction, as the copy of the staff has its own connections. */
    private Uni<Optional<StaffMember>> newAuthor(NoteAccess access, FieldPatch<Long> userId) {
        return userId.isGiven()
                ? staff.find(access.companyId(), List.of(userId.over(null)))
                        .map(found -> found.stream().filter(StaffMember::active).findFirst())
                : Uni.createFrom().item(Optional.empty());
    }

    private static void attribute(NoteAccess access, Held held, FieldPatch<Long> userId, Optional<StaffMember> author) {
        var note = held.note();
        if (userId.over(note.userId()) != note.userId()) {
            access.requireAttributing(note.about().subject(), held.things().get(note.about()));
            note.attributeTo(author.orElseThrow(() -> new InvalidFieldsException("user_id", "is invalid"))
                    .id());
        }
    }

    private static About newAbout(Note note, NotePatch patch) {
        var current = note.about();
        return patch.about().orElseGet(() -> {
            if (patch.notAbout().contains(current.subject())) {
                throw new InvalidFieldsException(current.subject().idField(), "can't be blank");
            }
            return current;
        });
    }

    private static Note requireVisible(NoteAccess access, Optional<Note> found, long id) {
        return found.filter(access::mayRead).orElseThrow(() -> notFound(id));
    }

    private static NotedThing requireVisible(NoteAccess access, Map<About, NotedThing> held, About about) {
        return Optional.ofNullable(held.get(about))
                .filter(thing -> access.mayRead(about.subject(), thing))
                .orElseThrow(() -> new RefusedException(
                        NoteError.SUBJECT_NOT_FOUND, about.subject().className(), about.id()));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(NoteError.NOT_FOUND, id);
    }
}
