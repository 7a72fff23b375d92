package app.velvet.venues.shiftnote;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What is to become of a shift note. */
record ShiftNotePatch(FieldPatch<Long> eventId, FieldPatch<String> description) {

    static ShiftNotePatch read(Fields fields) {
        return new ShiftNotePatch(
                fields.patch("event_id", Fields::requiredId),
                fields.patch(
                        "description", (given, name) -> given.requiredText(name, NewShiftNote.LONGEST_DESCRIPTION)));
    }
}
