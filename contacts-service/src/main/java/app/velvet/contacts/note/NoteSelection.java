package app.velvet.contacts.note;

import static java.util.stream.Collectors.joining;

import app.velvet.api.permission.KeySpace;
import app.velvet.contacts.query.Conditions;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those notes that a reader may see and asks for: the conditions of a query, and their parameters. */
final class NoteSelection {

    private final NoteAccess access;
    private final Conditions conditions = new Conditions("n.id");

    private NoteSelection(NoteAccess access) {
        this.access = access;
    }

    static NoteSelection of(NoteAccess access, NoteCriteria criteria) {
        var selection = new NoteSelection(access);
        selection.conditions.add("n.companyId = :companyId", "companyId", access.companyId());
        criteria.about().ifPresentOrElse(selection::about, selection::aboutAnything);
        return selection;
    }

    Mutiny.SelectionQuery<Note> notes(Mutiny.Session session) {
        return conditions.bind(session.createSelectionQuery(
                "select n from Note n where " + conditions + " order by n.id", Note.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return conditions.bind(
                session.createSelectionQuery("select count(*) from Note n where " + conditions, Long.class));
    }

    private void about(About about) {
        conditions.add(id(about.subject()) + " = :aboutId", "aboutId", about.id());
        conditions.add(readable(about.subject()));
    }

    private void aboutAnything() {
        conditions.add(Stream.of(NoteSubject.values())
                .map(subject -> "(" + id(subject) + " is not null and " + readable(subject) + ")")
                .collect(joining(" or ", "(", ")")));
    }

    private String readable(NoteSubject subject) {
        var scopes = access.reading(subject);
        if (scopes.company()) {
            return "1 = 1";
        }
        if (scopes.isEmpty()) {
            return "1 = 0";
        }
        var reached = KeySpace.reachedBy(scopes, access.caller().userId()).stream()
                .map(Object::toString)
                .toArray(String[]::new);
        return "array_intersects(n.audience, " + conditions.parameter(reached) + ")";
    }

    private static String id(NoteSubject subject) {
        return "n." + subject.attribute();
    }
}
