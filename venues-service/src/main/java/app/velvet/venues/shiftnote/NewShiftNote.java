package app.velvet.venues.shiftnote;

import app.velvet.api.parameters.Fields;

/** A shift note that is to be. */
record NewShiftNote(Long eventId, String description) {

    static final int LONGEST_DESCRIPTION = 10_000;

    static NewShiftNote read(Fields fields) {
        return new NewShiftNote(fields.requiredId("event_id"), fields.requiredText("description", LONGEST_DESCRIPTION));
    }
}
