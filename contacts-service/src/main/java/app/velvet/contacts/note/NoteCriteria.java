package app.velvet.contacts.note;

import app.velvet.api.parameters.Fields;
import java.util.Optional;

/**
 * Which notes are asked for.
 *
 * @param about empty for those about anything
 */
record NoteCriteria(Optional<About> about) {

    static NoteCriteria read(Fields fields) {
        return new NoteCriteria(NoteFields.about(fields));
    }
}
