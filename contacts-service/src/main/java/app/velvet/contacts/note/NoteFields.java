package app.velvet.contacts.note;

import app.velvet.api.parameters.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the fields of a note are read. */
final class NoteFields {

    static final int LONGEST_TEXT = 10_000;

    private static final String ONE_AT_MOST = "can't be given beside another one";

    private NoteFields() {}

    static String text(Fields fields) {
        return fields.requiredText("text", LONGEST_TEXT);
    }

    /** The one thing that is named; several are refused. */
    static Optional<About> about(Fields fields) {
        var named = Stream.of(NoteSubject.values())
                .flatMap(subject -> about(fields, subject).stream())
                .toList();
        if (named.size() > 1) {
            refuse(fields, named);
        }
        return named.stream().findFirst();
    }

    private static Optional<About> about(Fields fields, NoteSubject subject) {
        return Optional.ofNullable(fields.id(subject.idField())).map(id -> new About(subject, id));
    }

    private static void refuse(Fields fields, List<About> named) {
        named.forEach(about -> fields.reject(about.subject().idField(), ONE_AT_MOST));
    }
}
