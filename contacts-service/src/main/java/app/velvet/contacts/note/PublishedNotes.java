package app.velvet.contacts.note;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.query.StoredJson;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Notes as they were last published. */
@ApplicationScoped
public class PublishedNotes implements PublishedClass {

    private final StoredJson json;

    PublishedNotes(StoredJson json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return NoteChanges.NOTE;
    }

    @Override
    public String query() {
        return "select n.company_id, n.audience, to_jsonb(n) as note from note n where n.company_id = ? and n.id > ? order by n.id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var audience = Arrays.stream((String[]) row.getArray("audience").getArray())
                .map(Audience::parse)
                .collect(Collectors.toSet());
        return NoteChanges.current(
                row.getLong("company_id"), json.read(row.getString("note"), NoteView.class), audience);
    }
}
