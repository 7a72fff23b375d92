package app.velvet.contacts.note;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.List;
import java.util.Set;

/** What changes of a note are published: wherever what it says or who may see it has become different. */
final class NoteChanges {

    static final String NOTE = "Note";

    private NoteChanges() {}

    /** A note as others know it at one moment, taken before and after a change. */
    record Snapshot(NoteView view, Set<Audience> audience) {

        static Snapshot of(Note note) {
            return new Snapshot(NoteView.of(note), note.audience());
        }
    }

    static ChangeEvent created(Note note, Long actorId) {
        return change(note, Action.CREATE, actorId);
    }

    static List<ChangeEvent> since(Snapshot before, Note note, Long actorId) {
        return Snapshot.of(note).equals(before) ? List.of() : List.of(change(note, Action.UPDATE, actorId));
    }

    static ChangeEvent destroyed(Note note, Long actorId) {
        return change(note, Action.DESTROY, actorId);
    }

    static ChangeEvent current(long companyId, NoteView note, Set<Audience> audience) {
        return new ChangeEvent(companyId, NOTE, note.id(), Action.UPDATE, note, audience, null);
    }

    private static ChangeEvent change(Note note, Action action, Long actorId) {
        var data = action == Action.DESTROY ? null : NoteView.of(note);
        return new ChangeEvent(note.companyId(), NOTE, note.id(), action, data, note.audience(), actorId);
    }
}
