package app.velvet.venues.shiftnote;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Shift notes as they were last published. */
@ApplicationScoped
public class PublishedShiftNotes implements PublishedClass {

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return ShiftNoteChanges.EVENT_SHIFT_NOTE;
    }

    @Override
    public String query() {
        return """
                select n.*, e.venue_id
                  from event_shift_note n join event e on e.company_id = n.company_id and e.id = n.event_id
                 where n.company_id = ? and n.id > ? order by n.id
                """;
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var note = new ShiftNoteView(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getLong("event_id"),
                row.getString("description"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return ShiftNoteChanges.of(Action.UPDATE, note, row.getLong("venue_id"), row.getLong("company_id"), null);
    }
}
