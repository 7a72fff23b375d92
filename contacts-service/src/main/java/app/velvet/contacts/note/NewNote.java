package app.velvet.contacts.note;

import app.velvet.api.parameters.Fields;
import java.util.stream.Stream;

/** A note that is to be. */
record NewNote(String text, About about) {

    static NewNote read(Fields fields) {
        var text = NoteFields.text(fields);
        var about = NoteFields.about(fields);
        var isAboutNothing = Stream.of(NoteSubject.values()).noneMatch(subject -> fields.isFilled(subject.idField()));
        if (isAboutNothing) {
            fields.reject(NoteSubject.CONTACT.idField(), "can't be blank");
        }
        return new NewNote(text, about.orElse(null));
    }
}
