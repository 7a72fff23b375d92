package app.velvet.contacts.note;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to become of a note.
 *
 * @param about empty if it stays with what it is about
 * @param notAbout what the request says that it is not about any more
 */
record NotePatch(FieldPatch<String> text, FieldPatch<Long> userId, Optional<About> about, Set<NoteSubject> notAbout) {

    static NotePatch read(Fields fields) {
        var notAbout = EnumSet.noneOf(NoteSubject.class);
        Stream.of(NoteSubject.values())
                .filter(subject -> fields.has(subject.idField()) && !fields.isFilled(subject.idField()))
                .forEach(notAbout::add);
        return new NotePatch(
                fields.patch("text", (given, name) -> NoteFields.text(given)),
                fields.patch("user_id", Fields::requiredId),
                NoteFields.about(fields),
                notAbout);
    }
}
