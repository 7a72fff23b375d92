package app.velvet.venues.shiftnote;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;

/** Shift notes as they are published, to who may read the events of their venue. */
final class ShiftNoteChanges {

    static final String EVENT_SHIFT_NOTE = "EventShiftNote";

    private ShiftNoteChanges() {}

    static ChangeEvent of(Action action, ShiftNoteView note, long venueId, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                EVENT_SHIFT_NOTE,
                note.id(),
                action,
                action == Action.DESTROY ? null : note,
                VenueDirectory.audience(venueId),
                actorId);
    }
}
