package app.velvet.contacts.note;

import app.velvet.contacts.derived.Dependants;
import app.velvet.contacts.derived.Followed;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.note.NoteChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Notes follow what they are about: who may see it, its event, and its end. */
@ApplicationScoped
class NotesFollowing implements Dependants {

    private final NoteRepository notes;
    private final NotedThings things;
    private final Outbox outbox;

    NotesFollowing(NoteRepository notes, NotedThings things, Outbox outbox) {
        this.notes = notes;
        this.things = things;
        this.outbox = outbox;
    }

    @Override
    public String className() {
        return NoteChanges.NOTE;
    }

    @Override
    public boolean follow(String originClass, Aspect aspect) {
        return NoteSubject.ofClass(originClass).isPresent() && aspect != Aspect.NAME;
    }

    @Override
    public List<Long> followed(Connection transaction, long companyId, String originClass, Collection<Long> originIds)
            throws SQLException {
        var subject = NoteSubject.ofClass(originClass).orElseThrow();
        return Followed.by(transaction, "note", subject.idField(), companyId, originIds);
    }

    @Override
    public Uni<Optional<Long>> bringUpToDate(Origin origin, long afterId, int limit, Long actorId) {
        var about = new About(NoteSubject.ofClass(origin.className()).orElseThrow(), origin.id());
        return things.find(origin.companyId(), about)
                .chain(thing -> notes.nextForUpdate(origin.companyId(), about, afterId, limit)
                        .call(next -> thing.isPresent()
                                ? follow(next, thing.get(), actorId)
                                : end(origin.companyId(), next, actorId)))
                .map(next -> next.size() < limit
                        ? Optional.empty()
                        : Optional.of(next.get(limit - 1).id()));
    }

    private Uni<Void> follow(List<Note> next, NotedThing thing, Long actorId) {
        return outbox.append(next.stream()
                .flatMap(note -> follow(note, thing, actorId).stream())
                .toList());
    }

    private static List<ChangeEvent> follow(Note note, NotedThing thing, Long actorId) {
        var before = Snapshot.of(note);
        note.follow(thing);
        return NoteChanges.since(before, note, actorId);
    }

    private Uni<Void> end(long companyId, List<Note> next, Long actorId) {
        var changes =
                next.stream().map(note -> NoteChanges.destroyed(note, actorId)).toList();
        return notes.remove(companyId, next).chain(() -> outbox.append(changes));
    }
}
