package app.velvet.venues.shiftnote;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.event.EventDirectory;
import app.velvet.venues.event.PartOfEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shift notes go with their event. */
@ApplicationScoped
class ShiftNotesOfEvent implements PartOfEvent {

    private final ShiftNoteRepository notes;
    private final EventDirectory events;

    ShiftNotesOfEvent(ShiftNoteRepository notes, EventDirectory events) {
        this.notes = notes;
        this.events = events;
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId) {
        return events.require(companyId, eventId)
                .chain(event -> notes.ofEvent(companyId, eventId)
                        .call(all -> notes.removeAll(companyId, all))
                        .map(all -> all.stream()
                                .map(note -> ShiftNoteChanges.of(
                                        Action.DESTROY, ShiftNoteView.of(note), event.venueId(), companyId, actorId))
                                .toList()));
    }
}
